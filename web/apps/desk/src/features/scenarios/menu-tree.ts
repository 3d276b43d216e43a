import type { Announcement, ScenarioAction, ScenarioNode, Takes } from '@naru/api'

/**
 * A menu while it is edited. Two rows may share a digit until somebody sorts it out, so rows are told apart by an
 * id that exists only in the editor.
 */
export type Menu = {
  id: string
  digit: string
  name: string
  announcement: Announcement
  /** Keys asked for before the action. */
  takes: Takes | undefined
  action: MenuAction
}
export type MenuAction =
  | { kind: 'menu'; children: Menu[] }
  | { kind: 'end' }
  | { kind: 'connect'; queue_id: string | null; callback: boolean }
  | { kind: 'forward'; number: string }
  | { kind: 'send_text'; text: string }
  | { kind: 'voicemail'; queue_id: string | null; max_seconds: number }

/** What a menu may do itself, without further menus below it. */
export const LEAF_KINDS = ['end', 'connect', 'forward', 'send_text', 'voicemail'] as const
export type LeafKind = (typeof LEAF_KINDS)[number]

export const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

let lastId = 0
const freshId = () => {
  lastId += 1
  return `menu-${lastId}`
}

/** A menu nobody has written anything about yet. */
export function blankMenu(digit: string): Menu {
  return {
    id: freshId(),
    digit,
    name: '',
    announcement: { text: '' },
    takes: undefined,
    action: leafAction('connect'),
  }
}

/** What a menu does once its kind is chosen; a queue chosen before stays chosen. */
export function leafAction(kind: LeafKind, before?: MenuAction): MenuAction {
  const queue_id = before && 'queue_id' in before ? before.queue_id : null
  switch (kind) {
    case 'end':
      return { kind }
    case 'connect':
      return { kind, queue_id, callback: true }
    case 'forward':
      return { kind, number: '' }
    case 'send_text':
      return { kind, text: '' }
    case 'voicemail':
      return { kind, queue_id, max_seconds: 60 }
  }
}

export function fromDocument(node: ScenarioNode): Menu {
  const { digit, name, announcement, takes, action } = node
  return { id: freshId(), digit, name, announcement, takes: takes ?? undefined, action: actionFrom(action) }
}

function actionFrom(action: ScenarioAction): MenuAction {
  switch (action.kind) {
    case 'menu':
      return { kind: 'menu', children: action.children.map(fromDocument) }
    case 'connect':
    case 'voicemail':
      return { ...action, queue_id: action.queue_id ?? null }
    default:
      return action
  }
}

export function toDocument({ digit, name, announcement, takes, action }: Menu): ScenarioNode {
  return {
    digit,
    name: name.trim(),
    announcement: trimmed(announcement),
    ...(takes && { takes: { ...takes, label: takes.label.trim() } }),
    action: actionTo(action),
  }
}

/** As it is saved: without spaces around the text, and without a sound that is not there. */
export function trimmed({ text, sound_id }: Announcement): Announcement {
  return { text: text.trim(), ...(sound_id && { sound_id }) }
}

function actionTo(action: MenuAction): ScenarioAction {
  switch (action.kind) {
    case 'menu':
      return { kind: 'menu', children: action.children.map(toDocument) }
    case 'connect':
    case 'voicemail': {
      const { queue_id, ...rest } = action
      return queue_id === null ? rest : { ...rest, queue_id }
    }
    case 'forward':
      return { kind: 'forward', number: action.number.trim() }
    case 'send_text':
      return { kind: 'send_text', text: action.text.trim() }
    default:
      return action
  }
}

export function childrenOf(menu: Menu): Menu[] {
  return menu.action.kind === 'menu' ? menu.action.children : []
}

export type Row = { menu: Menu; depth: number; parent: Menu | undefined }

/** Every menu top to bottom; what hangs below a folded one is left out. */
export function rowsOf(menu: Menu, folded?: ReadonlySet<string>, depth = 0, parent?: Menu): Row[] {
  const below = folded?.has(menu.id) ? [] : childrenOf(menu)
  return [{ menu, depth, parent }, ...below.flatMap(it => rowsOf(it, folded, depth + 1, menu))]
}

export function rowOf(root: Menu, id: string): Row | undefined {
  return rowsOf(root).find(it => it.menu.id === id)
}

/** The menus the keys lead through, or undefined when one of them leads nowhere. */
export function menuAt(root: Menu, digits: readonly string[]): Menu | undefined {
  return digits.reduce<Menu | undefined>(
    (menu, digit) => menu && childrenOf(menu).find(it => it.digit === digit),
    root,
  )
}

/** The keys that lead to a menu from the beginning; none for the first. */
export function digitsTo(root: Menu, id: string): string[] {
  const row = rowOf(root, id)
  return row?.parent ? [...digitsTo(root, row.parent.id), row.menu.digit] : []
}

/** The first digit no sibling has; undefined when all ten are taken. */
export function freeDigit(siblings: readonly Menu[]): string | undefined {
  return DIGITS.find(digit => !siblings.some(it => it.digit === digit))
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
