import type { Place } from './menu-edit'
import { childrenOf, type Menu, rowOf } from './menu-tree'

/** Which part of a row the pointer is over. */
export type Zone = 'before' | 'inside' | 'after'

/** The upper and lower edge of a row mean beside it, its middle means below it. */
export function zoneAt(y: number, top: number, height: number): Zone {
  const ratio = (y - top) / height
  if (ratio < 0.3) return 'before'
  return ratio > 0.7 ? 'after' : 'inside'
}

/** Where a menu let go over a row comes to stand; undefined where it cannot go. */
export function placeAt(root: Menu, draggedId: string, overId: string, zone: Zone): Place | undefined {
  const dragged = rowOf(root, draggedId)?.menu
  const over = rowOf(root, overId)
  if (!dragged || !over || draggedId === root.id || rowOf(dragged, overId)) return undefined
  // Beside the first menu there is nothing, and below an unfolded one come its branches.
  const isUnfolded = childrenOf(over.menu).length > 0
  if (!over.parent || zone === 'inside') {
    return { parentId: overId, index: zone === 'inside' ? childrenOf(over.menu).length : 0 }
  }
  if (zone === 'after' && isUnfolded) return { parentId: overId, index: 0 }
  const index = childrenOf(over.parent).findIndex(it => it.id === overId)
  return { parentId: over.parent.id, index: zone === 'after' ? index + 1 : index }
}
