import { expect, test } from 'vitest'
import en from './en.json'
import ko from './ko.json'

type Dictionary = { [key: string]: string | Dictionary }

/** Every key, without the plural ending that English needs and Korean does not. */
function keys(dictionary: Dictionary, prefix = ''): string[] {
  return Object.entries(dictionary).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key.replace(/_(one|other)$/, '')] : keys(value, `${prefix}${key}.`),
  )
}

function entries(dictionary: Dictionary, prefix = ''): [string, string][] {
  return Object.entries(dictionary).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : entries(value, `${prefix}${key}.`),
  )
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(it => it[1]).sort()

test('both languages say the same things', () => {
  expect([...new Set(keys(en))].sort()).toEqual([...new Set(keys(ko))].sort())
})

test('a translation fills in the same values', () => {
  const korean = new Map(entries(ko))
  for (const [key, text] of entries(en)) {
    const source = korean.get(key) ?? korean.get(key.replace(/_one$/, '_other')) ?? ''
    expect({ key, values: placeholders(text) }).toEqual({ key, values: placeholders(source) })
  }
})

test('nothing is left untranslated', () => {
  // A language is named in itself, for whoever cannot read the one that is on.
  const texts = entries(en).filter(([key]) => !key.startsWith('language.'))
  for (const [key, text] of texts) {
    expect({ key, hangul: /\p{Script=Hangul}/u.test(text) }).toEqual({ key, hangul: false })
  }
})

test('agents are called by their word', () => {
  for (const [key, text] of entries(ko))
    expect({ key, wrong: text.includes('상담원') }).toEqual({ key, wrong: false })
})
