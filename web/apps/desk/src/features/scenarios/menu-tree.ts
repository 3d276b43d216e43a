import type { ScenarioAction, ScenarioNode } from '@naru/api'

/**
 * A menu while it is edited. Two rows may share a digit until somebody sorts it out, so rows are told apart by an
 * id that exists only in the editor.
 */
export type Menu = { id: string; digit: string; name: string; text: string; action: MenuAction }
export type MenuAction =
  | { kind: 'menu'; children: Menu[] }
  | { kind: 'end' }
  | { kind: 'connect'; queue_id: string | null }

export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

let lastId = 0
const freshId = () => {
  lastId += 1
  return `menu-${lastId}`
}

export function fromDocument(node: ScenarioNode): Menu {
  const { digit, name, announcement, action } = node
  return { id: freshId(), digit, name, text: announcement.text, action: actionFrom(action) }
}

function actionFrom(action: ScenarioAction): MenuAction {
  switch (action.kind) {
    case 'menu':
      return { kind: 'menu', children: action.children.map(fromDocument) }
    case 'end':
      return { kind: 'end' }
    case 'connect':
      return { kind: 'connect', queue_id: action.queue_id ?? null }
  }
}

export function toDocument({ digit, name, text, action }: Menu): ScenarioNode {
  return { digit, name: name.trim(), announcement: { text: text.trim() }, action: actionTo(action) }
}

function actionTo(action: MenuAction): ScenarioAction {
  switch (action.kind) {
    case 'menu':
      return { kind: 'menu', children: action.children.map(toDocument) }
    case 'end':
      return { kind: 'end' }
    case 'connect':
      return action.queue_id === null ? { kind: 'connect' } : { kind: 'connect', queue_id: action.queue_id }
  }
}

export function childrenOf(menu: Menu): Menu[] {
  return menu.action.kind === 'menu' ? menu.action.children : []
}

export type Row = { menu: Menu; depth: number; parent: Menu | undefined }

/** Every menu top to bottom. */
export function rowsOf(menu: Menu, depth = 0, parent?: Menu): Row[] {
  return [{ menu, depth, parent }, ...childrenOf(menu).flatMap(it => rowsOf(it, depth + 1, menu))]
}

/** Rows that share a digit with a sibling: both are named (ARS-08). */
export function conflictsOf(root: Menu): Set<string> {
  const conflicts = new Set<string>()
  for (const { menu } of rowsOf(root)) {
    const children = childrenOf(menu)
    for (const child of children) {
      if (children.some(it => it !== child && it.digit === child.digit)) conflicts.add(child.id)
    }
  }
  return conflicts
}

/** The first digit no sibling has; undefined when all ten are taken. */
export function freeDigit(siblings: readonly Menu[]): string | undefined {
  return DIGITS.find(digit => !siblings.some(it => it.digit === digit))
}

/** The menus the keys lead through, or undefined when one of them leads nowhere. */
export function menuAt(root: Menu, digits: readonly string[]): Menu | undefined {
  return digits.reduce<Menu | undefined>(
    (menu, digit) => menu && childrenOf(menu).find(it => it.digit === digit),
    root,
  )
}

/** The tree with one menu replaced by what `edit` makes of it. */
export function change(root: Menu, id: string, edit: (menu: Menu) => Menu): Menu {
  if (root.id === id) return edit(root)
  if (root.action.kind !== 'menu') return root
  return { ...root, action: { kind: 'menu', children: root.action.children.map(it => change(it, id, edit)) } }
}

function parentOf(root: Menu, id: string): Menu | undefined {
  return rowsOf(root).find(it => it.menu.id === id)?.parent
}

export type Added = {
  root: Menu
  added: Menu
  /** What the parent did before and does no longer, now that it leads to further menus (ARS-05). */
  reset: 'end' | 'connect' | undefined
}

/** A new menu below another. Undefined when every digit there is taken. */
export function addChild(root: Menu, parentId: string): Added | undefined {
  const parent = rowsOf(root).find(it => it.menu.id === parentId)?.menu
  if (!parent) return undefined
  const siblings = childrenOf(parent)
  const digit = freeDigit(siblings)
  if (digit === undefined) return undefined
  const added: Menu = {
    id: freshId(),
    digit,
    name: '',
    text: '',
    action: { kind: 'connect', queue_id: null },
  }
  return {
    root: change(root, parentId, it => ({ ...it, action: { kind: 'menu', children: [...siblings, added] } })),
    added,
    reset: parent.action.kind === 'menu' ? undefined : parent.action.kind,
  }
}

/** A new menu on the same level. The root has no level of its own: it gets a child. */
export function addSibling(root: Menu, id: string): Added | undefined {
  return addChild(root, parentOf(root, id)?.id ?? root.id)
}

/** Without a menu and what hangs below it. A menu that loses its last branch ends the call after its announcement. */
export function remove(root: Menu, id: string): Menu {
  const parent = parentOf(root, id)
  if (!parent) return root
  const children = childrenOf(parent).filter(it => it.id !== id)
  const isLeaf = children.length === 0 && parent.id !== root.id
  return change(root, parent.id, it => ({
    ...it,
    action: isLeaf ? { kind: 'end' } : { kind: 'menu', children },
  }))
}

/** One place up or down among its siblings. */
export function move(root: Menu, id: string, step: 1 | -1): Menu {
  const parent = parentOf(root, id)
  if (!parent) return root
  const children = childrenOf(parent)
  const from = children.findIndex(it => it.id === id)
  const [menu, other] = [children[from], children[from + step]]
  if (!menu || !other) return root
  const reordered = children.with(from, other).with(from + step, menu)
  return change(root, parent.id, it => ({ ...it, action: { kind: 'menu', children: reordered } }))
}

export type Counts = { menus: number; connects: number; levels: number }

/** Below the root: how many menus, how many lead to an agent, how many levels deep. */
export function countsOf(root: Menu): Counts {
  const rows = rowsOf(root).filter(it => it.depth > 0)
  return {
    menus: rows.length,
    connects: rows.filter(it => it.menu.action.kind === 'connect').length,
    levels: Math.max(0, ...rows.map(it => it.depth)),
  }
}
