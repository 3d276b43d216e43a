import type { Category } from '@naru/api'
import { expect, test } from 'vitest'
import { moved } from './reorder'

const category = (id: string, position: number, parent_id: string | null = null): Category => ({
  id,
  parent_id,
  name: id,
  position,
  active: true,
})
const all = [category('a', 0), category('b', 1), category('c', 2), category('a1', 0, 'a')]
const positions = (changed: Category[]) => Object.fromEntries(changed.map(it => [it.id, it.position]))

test('moving a step swaps with the neighbour and touches nobody else', () => {
  expect(positions(moved(all, category('b', 1), -1))).toEqual({ b: 0, a: 1 })
  expect(positions(moved(all, category('b', 1), 1))).toEqual({ b: 2, c: 1 })
})

test('what stands at the edge stays', () => {
  expect(moved(all, category('a', 0), -1)).toEqual([])
  expect(moved(all, category('a1', 0, 'a'), 1)).toEqual([])
})

test('positions with gaps or ties are put in order on the way', () => {
  const untidy = [category('a', 3), category('b', 7), category('c', 7.5)]
  expect(positions(moved(untidy, category('a', 3), 1))).toEqual({ b: 0, a: 1, c: 2 })
})
