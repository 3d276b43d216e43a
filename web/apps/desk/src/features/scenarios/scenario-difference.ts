import type { Announcement, ScenarioDocument, ScenarioNode } from '@naru/api'

export type Difference = {
  /** Where: the names from the first menu down, or the shared setting. */
  place:
    | { kind: 'menu'; path: string[] }
    | { kind: SharedPart }
    | { kind: 'announcement'; key: keyof ScenarioDocument['announcements'] }
  what: 'added' | 'removed' | 'changed'
  /** Of a changed menu: what about it. */
  fields: ('digit' | 'name' | 'announcement' | 'takes' | 'action' | 'order')[]
}
type SharedPart =
  | 'hours'
  | 'lunch'
  | 'holidays'
  | 'voice'
  | 'wait_limit'
  | 'queue_notice'
  | 'digit_wait'
  | 'repeats'
  | 'tests'

/** What one document says otherwise than another, one entry per menu or shared setting a person would name. */
export function differences(before: ScenarioDocument, after: ScenarioDocument): Difference[] {
  return [
    ...menuDifferences(before.root, after.root, []),
    ...sharedDifferences(before, after),
    ...keysOf(after.announcements).flatMap((key): Difference[] =>
      isSameAnnouncement(before.announcements[key], after.announcements[key])
        ? []
        : [{ place: { kind: 'announcement', key }, what: 'changed', fields: [] }],
    ),
  ]
}

function menuDifferences(before: ScenarioNode, after: ScenarioNode, above: string[]): Difference[] {
  const path = [...above, after.name]
  const fields: Difference['fields'] = []
  if (before.digit !== after.digit) fields.push('digit')
  if (before.name !== after.name) fields.push('name')
  if (!isSameAnnouncement(before.announcement, after.announcement)) fields.push('announcement')
  if (!isEqual(before.takes ?? null, after.takes ?? null)) fields.push('takes')
  if (!isEqual(ownAction(before), ownAction(after))) fields.push('action')
  if (isReordered(branchesOf(before), branchesOf(after))) fields.push('order')
  const own: Difference[] =
    fields.length > 0 ? [{ place: { kind: 'menu', path }, what: 'changed', fields }] : []
  return [...own, ...childDifferences(branchesOf(before), branchesOf(after), path)]
}

function childDifferences(before: ScenarioNode[], after: ScenarioNode[], path: string[]): Difference[] {
  const pairs = pairUp(before, after)
  const kept = new Set(pairs.values())
  return [
    ...after.flatMap(node => {
      const old = pairs.get(node)
      return old ? menuDifferences(old, node, path) : [menuEntry(node, path, 'added')]
    }),
    ...before.filter(it => !kept.has(it)).map(it => menuEntry(it, path, 'removed')),
  ]
}

/** The same menu before and after: the same digit and name if there is one, else the same name, else the same digit. */
function pairUp(before: ScenarioNode[], after: ScenarioNode[]): Map<ScenarioNode, ScenarioNode> {
  const pairs = new Map<ScenarioNode, ScenarioNode>()
  const left = new Set(before)
  const match = (isSame: (a: ScenarioNode, b: ScenarioNode) => boolean) => {
    for (const node of after) {
      if (pairs.has(node)) continue
      const old = [...left].find(it => isSame(it, node))
      if (!old) continue
      pairs.set(node, old)
      left.delete(old)
    }
  }
  match((a, b) => a.digit === b.digit && a.name === b.name)
  match((a, b) => a.name === b.name)
  match((a, b) => a.digit === b.digit)
  return pairs
}

function menuEntry(node: ScenarioNode, path: string[], what: 'added' | 'removed'): Difference {
  return { place: { kind: 'menu', path: [...path, node.name] }, what, fields: [] }
}

/** What a menu does, but for the menus below it: those are told apart one by one. */
function ownAction({ action }: ScenarioNode) {
  switch (action.kind) {
    case 'menu':
      return { kind: action.kind }
    case 'connect':
    case 'voicemail':
      return { ...action, queue_id: action.queue_id ?? null }
    default:
      return action
  }
}

function isSameAnnouncement(a: Announcement, b: Announcement): boolean {
  return a.text === b.text && (a.sound_id ?? null) === (b.sound_id ?? null)
}

/** Menus that were there before come in another order: callers hear them so. */
function isReordered(before: ScenarioNode[], after: ScenarioNode[]): boolean {
  const pairs = pairUp(before, after)
  const places = after.flatMap(it => {
    const old = pairs.get(it)
    return old ? [before.indexOf(old)] : []
  })
  return places.some((place, index) => place < (places[index - 1] ?? -1))
}

function branchesOf(node: ScenarioNode): ScenarioNode[] {
  return node.action.kind === 'menu' ? node.action.children : []
}

function sharedDifferences(before: ScenarioDocument, after: ScenarioDocument): Difference[] {
  const pairs = [
    ['hours', before.hours.weekly, after.hours.weekly],
    ['lunch', before.hours.lunch ?? null, after.hours.lunch ?? null],
    ['holidays', before.hours.holidays, after.hours.holidays],
    ['voice', before.voice, after.voice],
    ['wait_limit', before.wait_limit, after.wait_limit],
    ['queue_notice', before.queue_notice, after.queue_notice],
    ['digit_wait', before.digit_wait_seconds, after.digit_wait_seconds],
    ['repeats', before.repeats, after.repeats],
    ['tests', before.tests, after.tests],
  ] as const
  return pairs.flatMap(([kind, old, now]): Difference[] =>
    isEqual(old, now) ? [] : [{ place: { kind }, what: 'changed', fields: [] }],
  )
}

/** Deep equality of JSON values, whatever the order of their members. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return one.size === other.size && [...one].every(([key, value]) => isEqual(value, other.get(key)))
}

function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  const keys: Key[] = []
  for (const key in record) keys.push(key)
  return keys
}
