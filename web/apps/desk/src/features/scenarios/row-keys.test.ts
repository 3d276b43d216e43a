import { expect, test } from 'vitest'
import { rowCommand } from './row-keys'

const press = (keys: string) => {
  const parts = keys.split('-')
  return rowCommand({
    key: parts.at(-1) ?? '',
    altKey: parts.includes('alt'),
    ctrlKey: parts.includes('ctrl'),
    metaKey: parts.includes('meta'),
    shiftKey: parts.includes('shift'),
  })
}

test('the keys of the footer do what it says', () => {
  expect(press('7')).toEqual({ kind: 'set_digit', digit: '7' })
  expect(press('Enter')).toEqual({ kind: 'add_sibling' })
  expect(press('Tab')).toEqual({ kind: 'indent' })
  expect(press('shift-Tab')).toEqual({ kind: 'outdent' })
  expect(press(' ')).toEqual({ kind: 'listen' })
  expect(press('Delete')).toEqual({ kind: 'remove' })
  expect(press('alt-ArrowUp')).toEqual({ kind: 'move', step: -1 })
})

test('saving, undoing and letters are not the row’s', () => {
  expect(['ctrl-s', 'meta-z', 'ctrl-1', 'alt-1', 'a', 'F6'].map(press)).toEqual(Array(6).fill(undefined))
})
