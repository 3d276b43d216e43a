import type { Voice } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone, toastRefused } from '@naru/ui'
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useProblemText } from '#desk/pickers/problem-text'
import { soundPlayer } from '#desk/pickers/sound-player'
import { audibleOf } from './audible'
import * as tree from './menu-edit'
import { childrenOf, digitsTo, type Menu, rowOf, rowsOf } from './menu-tree'
import { rowCommand } from './row-keys'
import type { ScenarioEditor } from './use-scenario-editor'

type Options = {
  editor: ScenarioEditor
  selectedId: string | undefined
  onSelect: (id: string | undefined) => void
  /** Walks the simulator to a menu. */
  onTryOut: (digits: string[]) => void
}

export const rowElementId = (id: string) => `row-${id}`
export const nameElementId = (id: string) => `name-${id}`

/** Everything that can be done to a row, by pointer or by key. */
export function useRowActions({ editor, selectedId, onSelect, onTryOut }: Options) {
  const t = useT()
  const problem = useProblemText()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set<string>())
  const [reset, setReset] = useState<tree.Reset>()
  // Tab moves a menu only once somebody works in the tree; whoever is just passing through passes through.
  const isArmed = useRef(false)
  const { root } = editor

  const unfold = (...ids: (string | undefined)[]) =>
    setFolded(it => new Set([...it].filter(id => !ids.includes(id))))
  const fold = (id: string) =>
    setFolded(it => (it.has(id) ? new Set([...it].filter(other => other !== id)) : new Set([...it, id])))
  const focus = (id: string) => document.getElementById(rowElementId(id))?.focus()
  const select = (id: string) => {
    // The name becomes a field; the keys of the footer are the row's.
    flushSync(() => onSelect(id === selectedId ? undefined : id))
    focus(id)
  }
  const goTo = (menu: Menu | undefined) => {
    if (!menu) return
    flushSync(() => onSelect(menu.id))
    focus(menu.id)
  }
  const added = (it: tree.Added | undefined, parent: Menu | undefined) => {
    if (!it) return toastRefused(t('menu.full'))
    editor.setRoot(() => it.root)
    unfold(parent?.id)
    setReset(it.reset)
    onSelect(it.added.id)
  }
  const moved = (id: string, it: tree.Moved | undefined) => {
    if (!it) return
    // The row comes to stand elsewhere in the page and would lose the focus.
    flushSync(() => {
      editor.setRoot(() => it.root)
      unfold(rowOf(it.root, id)?.parent?.id)
      setReset(it.reset)
    })
    focus(id)
  }
  const actions = {
    select,
    focus,
    fold,
    change: (menu: Menu, changes: Partial<Menu>, step?: string) => {
      setReset(undefined)
      editor.setRoot(it => tree.change(it, menu.id, old => ({ ...old, ...changes })), step)
    },
    setVoice: (voice: Voice) => {
      setReset(undefined)
      editor.setShared({ ...editor.shared, voice })
    },
    addChild: (menu: Menu) => added(tree.addChild(root, menu.id), menu),
    addSibling: (menu: Menu) => added(tree.addSibling(root, menu.id), rowOf(root, menu.id)?.parent),
    move: (menu: Menu, step: 1 | -1) => moved(menu.id, tree.move(root, menu.id, step)),
    indent: (menu: Menu) => moved(menu.id, tree.indent(root, menu.id)),
    outdent: (menu: Menu) => moved(menu.id, tree.outdent(root, menu.id)),
    moveTo: (id: string, place: tree.Place) => moved(id, tree.moveTo(root, id, place)),
    remove: (menu: Menu) => {
      const removed = tree.remove(root, menu.id)
      if (!removed) return
      setReset(undefined)
      const rows = rowsOf(root, folded)
      const at = rows.findIndex(it => it.menu.id === menu.id)
      editor.setRoot(() => removed.root)
      const above = rows[at - 1]
      if (above) focus(above.menu.id)
      if (selectedId && rowOf(menu, selectedId)) onSelect(undefined)
      toastDone(t('menu.removed', { name: menu.name || t('menu.unnamed') }), () =>
        editor.setRoot(removed.undo),
      )
    },
    listen: (menu: Menu) => {
      const audible = audibleOf(menu.announcement, editor.shared.voice)
      if (!audible) return toastRefused(t('announcement.nothing_to_hear'))
      soundPlayer.toggle(audible).catch((error: unknown) => toastRefused(problem(error).message))
    },
    tryOut: (menu: Menu) => onTryOut(digitsTo(root, menu.id)),
    arm: () => {
      isArmed.current = true
    },
    disarm: () => {
      isArmed.current = false
    },
    leave: ({ relatedTarget }: FocusEvent) => {
      const isInTree = relatedTarget instanceof Element && relatedTarget.closest('[data-rows]') !== null
      if (!isInTree) actions.disarm()
    },
    press: (event: KeyboardEvent, menu: Menu) => {
      const command = rowCommand(event)
      if (!command) return
      const rows = rowsOf(root, folded)
      const at = rows.findIndex(it => it.menu.id === menu.id)
      const isRoot = menu.id === root.id
      const isUnfolded = childrenOf(menu).length > 0 && !folded.has(menu.id)
      switch (command.kind) {
        case 'indent':
        case 'outdent': {
          if (!isArmed.current && !event.altKey) return
          const step = command.kind === 'indent' ? tree.indent : tree.outdent
          const to = step(root, menu.id)
          if (!to) return actions.disarm()
          moved(menu.id, to)
          break
        }
        case 'close':
          actions.disarm()
          return onSelect(undefined)
        case 'set_digit':
          if (!isRoot) actions.change(menu, { digit: command.digit })
          break
        case 'move':
          actions.move(menu, command.step)
          break
        case 'add_sibling':
          actions.addSibling(menu)
          break
        case 'add_child':
          actions.addChild(menu)
          break
        case 'listen':
          actions.listen(menu)
          break
        case 'remove':
          actions.remove(menu)
          break
        case 'previous':
          goTo(rows[at - 1]?.menu)
          break
        case 'next':
          goTo(rows[at + 1]?.menu)
          break
        case 'first':
          goTo(rows[0]?.menu)
          break
        case 'last':
          goTo(rows.at(-1)?.menu)
          break
        case 'unfold':
          if (isUnfolded) goTo(rows[at + 1]?.menu)
          else unfold(menu.id)
          break
        case 'fold':
          if (isUnfolded && !isRoot) fold(menu.id)
          else goTo(rows[at]?.parent)
          break
        case 'rename':
          flushSync(() => onSelect(menu.id))
          document.getElementById(nameElementId(menu.id))?.focus()
          break
      }
      actions.arm()
      event.preventDefault()
    },
  }
  return { actions, folded, unfold, reset, dismissReset: () => setReset(undefined) }
}

export type RowActions = ReturnType<typeof useRowActions>['actions']
