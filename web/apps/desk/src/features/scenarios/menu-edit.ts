import { blankMenu, childrenOf, freeDigit, type LeafKind, type Menu, rowOf } from './menu-tree'

/** What a menu did and does no longer, because it leads to further menus now (ARS-05). */
export type Reset = { name: string; what: LeafKind }

/** The tree with one menu replaced by what `edit` makes of it. */
export function change(root: Menu, id: string, edit: (menu: Menu) => Menu): Menu {
  if (root.id === id) return edit(root)
  if (root.action.kind !== 'menu') return root
  return { ...root, action: { kind: 'menu', children: root.action.children.map(it => change(it, id, edit)) } }
}

export type Added = { root: Menu; added: Menu; reset: Reset | undefined }

/** A new menu below another. Undefined when every digit there is taken. */
export function addChild(root: Menu, parentId: string): Added | undefined {
  const parent = rowOf(root, parentId)?.menu
  return parent && add(root, parent, childrenOf(parent).length)
}

/** A new menu right after another on the same level. The root has no level of its own: it gets a child. */
export function addSibling(root: Menu, id: string): Added | undefined {
  const parent = rowOf(root, id)?.parent
  if (!parent) return addChild(root, root.id)
  return add(root, parent, childrenOf(parent).findIndex(it => it.id === id) + 1)
}

function add(root: Menu, parent: Menu, index: number): Added | undefined {
  const digit = freeDigit(childrenOf(parent))
  if (digit === undefined) return undefined
  const added = blankMenu(digit)
  return { ...insert(root, parent.id, index, added), added }
}

/** Where a menu comes to stand: as which child of which menu. */
export type Place = { parentId: string; index: number }
export type Moved = { root: Menu; reset: Reset | undefined }

function insert(root: Menu, parentId: string, index: number, menu: Menu): Moved {
  const before = rowOf(root, parentId)?.menu
  const what = before && before.action.kind !== 'menu' ? before.action.kind : undefined
  return {
    root: change(root, parentId, it => ({
      ...it,
      action: { kind: 'menu', children: childrenOf(it).toSpliced(index, 0, menu) },
    })),
    reset: before && what && { name: before.name, what },
  }
}

export type Removed = { root: Menu; undo: (root: Menu) => Menu }

/**
 * Without a menu and what hangs below it. A menu that loses its last branch ends the call after its announcement.
 * Taking it back leaves alone what has been changed since.
 */
export function remove(root: Menu, id: string): Removed | undefined {
  const row = rowOf(root, id)
  if (!row?.parent) return undefined
  const { menu, parent } = row
  const index = childrenOf(parent).findIndex(it => it.id === id)
  return { root: without(root, parent, id), undo: now => insert(now, parent.id, index, menu).root }
}

function without(root: Menu, parent: Menu, id: string): Menu {
  const children = childrenOf(parent).filter(it => it.id !== id)
  const isLeaf = children.length === 0 && parent.id !== root.id
  return change(root, parent.id, it => ({
    ...it,
    action: isLeaf ? { kind: 'end' } : { kind: 'menu', children },
  }))
}

/**
 * A menu, with all that hangs below it, to another place. It keeps its digit unless somebody there has it.
 * Undefined when it would hang below itself, when no digit is free there, or when it already stands there.
 */
export function moveTo(root: Menu, id: string, { parentId, index }: Place): Moved | undefined {
  const row = rowOf(root, id)
  const target = rowOf(root, parentId)?.menu
  if (!row?.parent || !target || rowOf(row.menu, parentId)) return undefined
  const from = childrenOf(row.parent).findIndex(it => it.id === id)
  if (row.parent.id === parentId) {
    const to = index > from ? index - 1 : index
    if (to === from) return undefined
    const children = childrenOf(target).toSpliced(from, 1).toSpliced(to, 0, row.menu)
    return {
      root: change(root, parentId, it => ({ ...it, action: { kind: 'menu', children } })),
      reset: undefined,
    }
  }
  const siblings = childrenOf(target)
  const isTaken = siblings.some(it => it.digit === row.menu.digit)
  const digit = isTaken ? freeDigit(siblings) : row.menu.digit
  if (digit === undefined) return undefined
  return insert(without(root, row.parent, id), parentId, index, { ...row.menu, digit })
}

/** One place up or down among its siblings. */
export function move(root: Menu, id: string, step: 1 | -1): Moved | undefined {
  const parent = rowOf(root, id)?.parent
  if (!parent) return undefined
  const siblings = childrenOf(parent)
  const index = siblings.findIndex(it => it.id === id) + step
  if (index < 0 || index >= siblings.length) return undefined
  return moveTo(root, id, { parentId: parent.id, index: step > 0 ? index + 1 : index })
}

/** Below the menu above it on the same level. */
export function indent(root: Menu, id: string): Moved | undefined {
  const siblings = childrenOf(rowOf(root, id)?.parent ?? root)
  const above = siblings[siblings.findIndex(it => it.id === id) - 1]
  return above && moveTo(root, id, { parentId: above.id, index: childrenOf(above).length })
}

/** Out of its menu, to the place right after it. */
export function outdent(root: Menu, id: string): Moved | undefined {
  const parent = rowOf(root, id)?.parent
  const above = parent && rowOf(root, parent.id)?.parent
  if (!parent || !above) return undefined
  return moveTo(root, id, {
    parentId: above.id,
    index: childrenOf(above).findIndex(it => it.id === parent.id) + 1,
  })
}
