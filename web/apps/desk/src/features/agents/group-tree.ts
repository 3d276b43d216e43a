import type { AgentGroup } from '@naru/api'

export type GroupRow = { group: AgentGroup; depth: number }

/** The tree top to bottom, siblings in their order. */
export function flattenGroups(groups: readonly AgentGroup[]): GroupRow[] {
  const walk = (parent: string | null, depth: number): GroupRow[] =>
    groups
      .filter(it => (it.parent_id ?? null) === parent)
      .toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name, 'ko'))
      .flatMap(group => [{ group, depth }, ...walk(group.id, depth + 1)])
  return walk(null, 0)
}

/** A group and everything below it. */
export function withDescendants(groups: readonly AgentGroup[], id: string): Set<string> {
  const found = new Set([id])
  for (const { group } of flattenGroups(groups)) {
    if (group.parent_id != null && found.has(group.parent_id)) found.add(group.id)
  }
  return found
}

/** How many people a choice of this group lists. */
export function countInside(groups: readonly AgentGroup[], id: string): number {
  const inside = withDescendants(groups, id)
  return groups.reduce((sum, it) => sum + (inside.has(it.id) ? it.agent_count : 0), 0)
}
