import { expect, test } from 'vitest'
import { matches } from './shortcuts'

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init)

test('a letter is found by its key even while the layout is Hangul', () => {
  expect(matches('M', press({ code: 'KeyM', key: 'ㅡ' }))).toBe(true)
  expect(matches('alt+X', press({ code: 'KeyX', key: '≈', altKey: true }))).toBe(true)
})

test('a combination needs exactly its modifiers', () => {
  expect(matches('H', press({ code: 'KeyH', key: 'h', ctrlKey: true }))).toBe(false)
  expect(matches('H', press({ code: 'KeyH', key: 'H', shiftKey: true }))).toBe(false)
  expect(matches('mod+Enter', press({ code: 'Enter', key: 'Enter', metaKey: true }))).toBe(true)
  expect(matches('mod+Enter', press({ code: 'Enter', key: 'Enter' }))).toBe(false)
})

test('signs are found wherever the layout puts them', () => {
  expect(matches('?', press({ code: 'Slash', key: '?', shiftKey: true }))).toBe(true)
  expect(matches('F6', press({ code: 'F6', key: 'F6' }))).toBe(true)
})
