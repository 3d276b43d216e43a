import { expect, test } from 'vitest'
import { record, redo, startStack, undo } from './undo-stack'

test('what was done is taken back and done again, step by step', () => {
  const two = record(record(startStack('a'), 'b', 0), 'c', 1)
  expect(undo(two).present).toBe('b')
  expect(undo(undo(two)).present).toBe('a')
  expect(undo(undo(undo(two))).present).toBe('a')
  expect(redo(undo(two)).present).toBe('c')
  expect(redo(two).present).toBe('c')
})

test('a word typed without a pause is one step, and a pause begins another', () => {
  const typed = ['배', '배송'].reduce(
    (stack, text, at) => record(stack, text, at * 200, 'name'),
    startStack(''),
  )
  expect(undo(typed).present).toBe('')
  expect(undo(record(typed, '배송 조회', 5_000, 'name')).present).toBe('배송')
  expect(undo(record(typed, '다른 칸', 300, 'text')).present).toBe('배송')
})

test('something new after undoing forgets what was undone', () => {
  const branched = record(undo(record(startStack('a'), 'b', 0)), 'c', 1)
  expect(redo(branched).present).toBe('c')
  expect(undo(branched).present).toBe('a')
})

test('a change that changes nothing is no step', () => {
  const stack = startStack('a')
  expect(record(stack, 'a', 0)).toBe(stack)
})
