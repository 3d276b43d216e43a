import type { Category } from '@naru/api'

/** A category with the names above it, in the order of the tree. */
export type CategoryPath = { id: string; path: string[]; depth: number; active: boolean }

/** The tree flattened top to bottom. A branch that is switched off takes everything below it along. */
export function flattenCategories(categories: Category[]): CategoryPath[] {
  const walk = (parent: string | null, above: string[], isActive: boolean): CategoryPath[] =>
    categories
      .filter(it => (it.parent_id ?? null) === parent)
      .toSorted((a, b) => a.position - b.position)
      .flatMap(it => {
        const path = [...above, it.name]
        const active = isActive && it.active
        return [{ id: it.id, path, depth: above.length, active }, ...walk(it.id, path, active)]
      })
  return walk(null, [], true)
}

/** `교환 › 사이즈`. */
export function spellPath(path: string[]): string {
  return path.join(' › ')
}
