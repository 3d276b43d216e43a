import { expect, test } from 'vitest'
import { placeAt, zoneAt } from './drop-place'
import { blankMenu, type Menu } from './menu-tree'

const leaf = (digit: string): Menu => ({ ...blankMenu(digit), action: { kind: 'end' } })
const [one, two, inner] = [leaf('1'), leaf('2'), leaf('1')]
const branch: Menu = { ...leaf('3'), action: { kind: 'menu', children: [inner] } }
const root: Menu = { ...leaf('0'), action: { kind: 'menu', children: [one, two, branch] } }

test('the edges of a row mean beside it, its middle below it', () => {
  expect([102, 120, 138].map(y => zoneAt(y, 100, 40))).toEqual(['before', 'inside', 'after'])
})

test('a menu is let go before, below and after another', () => {
  expect(placeAt(root, one.id, branch.id, 'before')).toEqual({ parentId: root.id, index: 2 })
  expect(placeAt(root, one.id, two.id, 'inside')).toEqual({ parentId: two.id, index: 0 })
  expect(placeAt(root, one.id, two.id, 'after')).toEqual({ parentId: root.id, index: 2 })
  expect(placeAt(root, one.id, inner.id, 'after')).toEqual({ parentId: branch.id, index: 1 })
})

test('right below an unfolded menu is its first branch, and nothing stands beside the first menu', () => {
  expect(placeAt(root, one.id, branch.id, 'after')).toEqual({ parentId: branch.id, index: 0 })
  expect(placeAt(root, two.id, root.id, 'before')).toEqual({ parentId: root.id, index: 0 })
})

test('nothing goes below itself, and the first menu goes nowhere', () => {
  expect(placeAt(root, branch.id, inner.id, 'inside')).toBeUndefined()
  expect(placeAt(root, branch.id, branch.id, 'after')).toBeUndefined()
  expect(placeAt(root, root.id, one.id, 'after')).toBeUndefined()
})
