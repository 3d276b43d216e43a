import type { ScenarioNode } from '@naru/api'
import { describe, expect, test } from 'vitest'
import {
  addChild,
  addSibling,
  change,
  childrenOf,
  conflictsOf,
  countsOf,
  fromDocument,
  type Menu,
  menuAt,
  move,
  remove,
  rowsOf,
  toDocument,
} from './menu-tree'

const node = (digit: string, name: string, action: ScenarioNode['action']): ScenarioNode => ({
  digit,
  name,
  announcement: { text: '' },
  action,
})
const document = node('0', '초기 메뉴', {
  kind: 'menu',
  children: [
    node('1', '배송 조회', { kind: 'end' }),
    node('2', '교환', {
      kind: 'menu',
      children: [
        node('1', '사이즈', { kind: 'connect', queue_id: 'q1' }),
        node('2', '색상', { kind: 'connect' }),
      ],
    }),
  ],
})
const named = (root: Menu, name: string) => {
  const found = rowsOf(root).find(it => it.menu.name === name)?.menu
  if (!found) throw new Error(`no menu is called ${name}`)
  return found
}
const outline = (root: Menu) =>
  rowsOf(root).map(it => `${'-'.repeat(it.depth)}${it.menu.digit} ${it.menu.name}`)

test('reading a document and writing it again changes nothing', () => {
  expect(toDocument(fromDocument(document))).toEqual(document)
})

describe('digits', () => {
  test('a digit two siblings share is reported on both rows, and the same digit elsewhere is not', () => {
    const root = fromDocument(document)
    expect(conflictsOf(root).size).toBe(0)
    const clash = change(root, named(root, '색상').id, it => ({ ...it, digit: '1' }))
    expect(conflictsOf(clash)).toEqual(new Set([named(clash, '사이즈').id, named(clash, '색상').id]))
  })

  test('a new menu takes the first free digit, zero last', () => {
    const root = fromDocument(document)
    expect(addChild(root, root.id)?.added.digit).toBe('3')
  })

  test('an eleventh branch has no digit and is not added', () => {
    let root = fromDocument(document)
    for (let count = 2; count < 10; count += 1) root = addChild(root, root.id)?.root ?? root
    expect(childrenOf(root)).toHaveLength(10)
    expect(childrenOf(root).at(-1)?.digit).toBe('0')
    expect(addChild(root, root.id)).toBeUndefined()
  })
})

describe('branches', () => {
  test('a menu that gets its first branch loses its own action, and says which', () => {
    const root = fromDocument(document)
    const added = addChild(root, named(root, '사이즈').id)
    expect(added?.reset).toBe('connect')
    expect(named(added?.root ?? root, '사이즈').action.kind).toBe('menu')
    expect(addChild(root, named(root, '교환').id)?.reset).toBeUndefined()
  })

  test('a sibling stands on the same level; beside the root means below it', () => {
    const root = fromDocument(document)
    const added = addSibling(root, named(root, '색상').id)
    expect(outline(added?.root ?? root).at(-1)).toBe('--3 ')
    expect(outline(addSibling(root, root.id)?.root ?? root).at(-1)).toBe('-3 ')
  })

  test('removing takes everything below along; the last branch leaves a menu that ends', () => {
    const root = fromDocument(document)
    expect(outline(remove(root, named(root, '교환').id))).toEqual(['0 초기 메뉴', '-1 배송 조회'])
    const one = remove(root, named(root, '사이즈').id)
    const none = remove(one, named(one, '색상').id)
    expect(named(none, '교환').action).toEqual({ kind: 'end' })
    expect(remove(root, root.id)).toBe(root)
  })

  test('moving swaps neighbours and stops at the edge', () => {
    const root = fromDocument(document)
    expect(outline(move(root, named(root, '색상').id, -1))).toEqual([
      '0 초기 메뉴',
      '-1 배송 조회',
      '-2 교환',
      '--2 색상',
      '--1 사이즈',
    ])
    expect(move(root, named(root, '배송 조회').id, -1)).toBe(root)
  })
})

test('the keys of a warning lead to its row', () => {
  const root = fromDocument(document)
  expect(menuAt(root, ['2', '1'])?.name).toBe('사이즈')
  expect(menuAt(root, [])?.name).toBe('초기 메뉴')
  expect(menuAt(root, ['9'])).toBeUndefined()
})

test('the footer counts what hangs below the root', () => {
  expect(countsOf(fromDocument(document))).toEqual({ menus: 4, connects: 2, levels: 2 })
})
