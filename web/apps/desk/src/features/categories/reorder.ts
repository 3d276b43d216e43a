import type { Category } from '@naru/api'

/** The siblings of a category, in their order. */
export function siblingsOf(categories: readonly Category[], category: Category): Category[] {
  return categories
    .filter(it => (it.parent_id ?? null) === (category.parent_id ?? null))
    .toSorted((a, b) => a.position - b.position)
}

/** Which categories get which position when one moves a step up or down. Nothing when it stands at the edge. */
export function moved(categories: readonly Category[], category: Category, step: 1 | -1): Category[] {
  const siblings = siblingsOf(categories, category)
  const from = siblings.findIndex(it => it.id === category.id)
  const to = from + step
  const other = siblings[to]
  if (!other) return []
  const order = siblings.with(from, other).with(to, category)
  return order.flatMap((it, position) => (it.position === position ? [] : [{ ...it, position }]))
}
