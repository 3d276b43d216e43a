import type { Category } from '@naru/api'
import { expect, test } from 'vitest'
import { flattenCategories, spellPath } from './category-path'

const category = (id: string, parent_id: string | null, position: number, active = true): Category => ({
  id,
  parent_id,
  name: id,
  position,
  active,
})

test('the tree reads top to bottom in the order somebody gave it', () => {
  const paths = flattenCategories([
    category('배송', null, 1),
    category('색상', '교환', 1),
    category('교환', null, 0),
    category('사이즈', '교환', 0),
  ])
  expect(paths.map(it => spellPath(it.path))).toEqual(['교환', '교환 › 사이즈', '교환 › 색상', '배송'])
})

test('switching a branch off switches off what hangs on it', () => {
  const paths = flattenCategories([category('교환', null, 0, false), category('사이즈', '교환', 0)])
  expect(paths.map(it => it.active)).toEqual([false, false])
})
