import { expect, test } from 'vitest'
import { fileProblem, MAX_BYTES, nameOfFile, spellBytes, typeOfFile } from './sound-file'

test('a file is refused for its kind, its size or for being empty, before any of it is sent', () => {
  expect(fileProblem({ name: '인사.MP3', size: 10 })).toBeUndefined()
  expect(fileProblem({ name: '인사.flac', size: 10 })).toBe('kind')
  expect(fileProblem({ name: '인사.wav', size: 0 })).toBe('empty')
  expect(fileProblem({ name: '인사.wav', size: MAX_BYTES + 1 })).toBe('too_large')
})

test('a sound is named after its file, and its type told by the ending', () => {
  expect(nameOfFile('대기 음악.v2.m4a')).toBe('대기 음악.v2')
  expect(typeOfFile({ name: 'a.m4a', type: '' })).toBe('audio/mp4')
})

test('sizes are short', () => {
  expect([0, 46_400, 1_480_000].map(spellBytes)).toEqual(['1 kB', '46 kB', '1.5 MB'])
})
