import type { ScenarioNode } from '@naru/api'
import { describe, expect, test } from 'vitest'
import * as tree from './menu-edit'
import { childrenOf, fromDocument, type Menu, rowsOf } from './menu-tree'

const node = (digit: string, name: string, ...children: ScenarioNode[]): ScenarioNode => ({
  digit,
  name,
  announcement: { text: '' },
  action:
    children.length > 0 ? { kind: 'menu', children } : { kind: 'connect', queue_id: 'q1', callback: true },
})
const start = () =>
  fromDocument(
    node(
      '0',
      '초기 메뉴',
      node('1', '배송 조회'),
      node('2', '교환', node('1', '사이즈'), node('2', '색상')),
      node('3', '결제'),
    ),
  )
const named = (root: Menu, name: string) => {
  const found = rowsOf(root).find(it => it.menu.name === name)?.menu
  if (!found) throw new Error(`no menu is called ${name}`)
  return found
}
const outline = (root: Menu | undefined) =>
  root && rowsOf(root).map(it => `${'-'.repeat(it.depth)}${it.menu.digit} ${it.menu.name}`)

describe('adding', () => {
  test('a new menu takes the first free digit, zero last', () => {
    const root = start()
    expect(tree.addChild(root, root.id)?.added.digit).toBe('4')
  })

  test('an eleventh branch has no digit and is not added', () => {
    let root = start()
    for (let count = 3; count < 10; count += 1) root = tree.addChild(root, root.id)?.root ?? root
    expect(childrenOf(root)).toHaveLength(10)
    expect(childrenOf(root).at(-1)?.digit).toBe('0')
    expect(tree.addChild(root, root.id)).toBeUndefined()
  })

  test('a menu that gets its first branch loses its own action, and says which', () => {
    const root = start()
    const added = tree.addChild(root, named(root, '사이즈').id)
    expect(added?.reset).toEqual({ name: '사이즈', what: 'connect' })
    expect(named(added?.root ?? root, '사이즈').action.kind).toBe('menu')
    expect(tree.addChild(root, named(root, '교환').id)?.reset).toBeUndefined()
  })

  test('a sibling comes right after; beside the root means below it', () => {
    const root = start()
    expect(outline(tree.addSibling(root, named(root, '사이즈').id)?.root)?.slice(3, 6)).toEqual([
      '--1 사이즈',
      '--3 ',
      '--2 색상',
    ])
    expect(outline(tree.addSibling(root, root.id)?.root)?.at(-1)).toBe('-4 ')
  })
})

describe('removing', () => {
  test('takes everything below along; the last branch leaves a menu that ends', () => {
    const root = start()
    const gone = tree.remove(root, named(root, '교환').id)
    expect(outline(gone?.root)).toEqual(['0 초기 메뉴', '-1 배송 조회', '-3 결제'])
    const one = tree.remove(root, named(root, '사이즈').id)?.root ?? root
    const none = tree.remove(one, named(one, '색상').id)?.root ?? one
    expect(named(none, '교환').action).toEqual({ kind: 'end' })
    expect(tree.remove(root, root.id)).toBeUndefined()
  })

  test('is taken back without what has been changed since', () => {
    const root = start()
    const removed = tree.remove(root, named(root, '교환').id)
    const since = removed && tree.change(removed.root, root.id, it => ({ ...it, name: '첫 메뉴' }))
    expect(since && outline(removed.undo(since))).toEqual([
      '0 첫 메뉴',
      '-1 배송 조회',
      '-2 교환',
      '--1 사이즈',
      '--2 색상',
      '-3 결제',
    ])
  })
})

describe('moving', () => {
  test('swaps neighbours and stops at the edge', () => {
    const root = start()
    expect(outline(tree.move(root, named(root, '색상').id, -1)?.root)?.slice(2, 5)).toEqual([
      '-2 교환',
      '--2 색상',
      '--1 사이즈',
    ])
    expect(outline(tree.move(root, named(root, '배송 조회').id, 1)?.root)?.[1]).toBe('-2 교환')
    expect(tree.move(root, named(root, '배송 조회').id, -1)).toBeUndefined()
    expect(tree.move(root, named(root, '결제').id, 1)).toBeUndefined()
  })

  test('below another menu keeps the digit unless it is taken there', () => {
    const root = start()
    const parentId = named(root, '교환').id
    const free = tree.moveTo(root, named(root, '결제').id, { parentId, index: 0 })
    expect(outline(free?.root)?.slice(2)).toEqual(['-2 교환', '--3 결제', '--1 사이즈', '--2 색상'])
    const taken = tree.moveTo(root, named(root, '배송 조회').id, { parentId, index: 2 })
    expect(outline(taken?.root)?.slice(1, 5)).toEqual(['-2 교환', '--1 사이즈', '--2 색상', '--3 배송 조회'])
  })

  test('never puts a menu below itself', () => {
    const root = start()
    const id = named(root, '교환').id
    expect(tree.moveTo(root, id, { parentId: named(root, '색상').id, index: 0 })).toBeUndefined()
    expect(tree.moveTo(root, id, { parentId: id, index: 0 })).toBeUndefined()
    expect(tree.moveTo(root, root.id, { parentId: id, index: 0 })).toBeUndefined()
  })

  test('deeper hangs it below the menu above, which tells what it did before; back out follows its menu', () => {
    const root = start()
    const deeper = tree.indent(root, named(root, '교환').id)
    expect(deeper?.reset).toEqual({ name: '배송 조회', what: 'connect' })
    expect(outline(deeper?.root)?.slice(1, 4)).toEqual(['-1 배송 조회', '--2 교환', '---1 사이즈'])
    const out = tree.outdent(root, named(root, '사이즈').id)
    expect(outline(out?.root)).toEqual([
      '0 초기 메뉴',
      '-1 배송 조회',
      '-2 교환',
      '--2 색상',
      '-4 사이즈',
      '-3 결제',
    ])
    expect(tree.indent(root, named(root, '배송 조회').id)).toBeUndefined()
    expect(tree.outdent(root, named(root, '결제').id)).toBeUndefined()
  })
})
