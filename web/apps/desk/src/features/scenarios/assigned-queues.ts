import { type Menu, rowsOf } from './menu-tree'

export type Assigned = { queueId: string; menus: Menu[] }

/** Every queue the menus lead to, in the order callers may meet them, with those menus. */
export function assignedQueues(root: Menu): Assigned[] {
  const assigned = new Map<string, Menu[]>()
  for (const { menu } of rowsOf(root)) {
    const { action } = menu
    if (action.kind !== 'connect' && action.kind !== 'voicemail') continue
    if (action.queue_id === null) continue
    assigned.set(action.queue_id, [...(assigned.get(action.queue_id) ?? []), menu])
  }
  return [...assigned].map(([queueId, menus]) => ({ queueId, menus }))
}
