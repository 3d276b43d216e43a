import type { ScenarioDocument, ScenarioNode } from '@naru/api'

export type Difference = {
  /** Where: the names from the first menu down, or the shared setting. */
  place:
    | { kind: 'menu'; path: string[] }
    | { kind: 'hours' | 'lunch' | 'holidays' | 'wait_limit' | 'digit_wait' | 'repeats' }
    | { kind: 'announcement'; key: keyof ScenarioDocument['announcements'] }
  what: 'added' | 'removed' | 'changed'
  /** Of a changed menu: what about it. */
  fields: ('digit' | 'name' | 'announcement' | 'action')[]
}

/** What one document says otherwise than another, one entry per menu or shared setting a person would name. */
export function differences(before: ScenarioDocument, after: ScenarioDocument): Difference[] {
  return [
    ...menuDifferences(before.root, after.root, []),
    ...sharedDifferences(before, after),
    ...keysOf(after.announcements).flatMap((key): Difference[] =>
      before.announcements[key].text === after.announcements[key].text
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
  if (before.announcement.text !== after.announcement.text) fields.push('announcement')
  if (!isSameAction(before, after)) fields.push('action')
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

function isSameAction(a: ScenarioNode, b: ScenarioNode): boolean {
  if (a.action.kind !== b.action.kind) return false
  if (a.action.kind !== 'connect' || b.action.kind !== 'connect') return true
  return (a.action.queue_id ?? null) === (b.action.queue_id ?? null)
}

function branchesOf(node: ScenarioNode): ScenarioNode[] {
  return node.action.kind === 'menu' ? node.action.children : []
}

function sharedDifferences(before: ScenarioDocument, after: ScenarioDocument): Difference[] {
  const pairs = [
    ['hours', before.hours.weekly, after.hours.weekly],
    ['lunch', before.hours.lunch ?? null, after.hours.lunch ?? null],
    ['holidays', before.hours.holidays, after.hours.holidays],
    ['wait_limit', before.wait_limit, after.wait_limit],
    ['digit_wait', before.digit_wait_seconds, after.digit_wait_seconds],
    ['repeats', before.repeats, after.repeats],
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
