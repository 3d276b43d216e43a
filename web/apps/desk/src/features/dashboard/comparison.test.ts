import { expect, test } from 'vitest'
import { compare, growth } from './comparison'

test('more abandoned calls are bad, a shorter wait is good, more calls are neither', () => {
  expect(compare(14, 11, 'less')).toEqual({ direction: 'up', isGood: false, value: 3 })
  expect(compare(18, 24, 'less')).toEqual({ direction: 'down', isGood: true, value: -6 })
  expect(compare(412, 381, 'neither')).toEqual({ direction: 'up', isGood: undefined, value: 31 })
})

test('a figure nobody has yet is not compared', () => {
  expect(compare(null, 0.9, 'more')).toBeUndefined()
  expect(compare(0.9, undefined, 'more')).toBeUndefined()
  expect(growth(5, 0)).toBeUndefined()
})

test('growth is a share of what was', () => {
  expect(growth(412, 381)).toBeCloseTo(0.0814, 3)
})
