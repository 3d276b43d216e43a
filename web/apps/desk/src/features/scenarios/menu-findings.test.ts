import { expect, test } from 'vitest'
import { findingsOf, hasConflict } from './menu-findings'
import { blankMenu, leafAction, type Menu } from './menu-tree'

const menu = (digit: string, name: string, changes: Partial<Menu> = {}): Menu => ({
  ...blankMenu(digit),
  name,
  action: { kind: 'end' },
  ...changes,
})
const parent = (digit: string, name: string, ...children: Menu[]) =>
  menu(digit, name, { action: { kind: 'menu', children } })
const codes = (root: Menu, of: Menu) =>
  findingsOf(root)
    .get(of.id)
    ?.map(it => it.code)

test('a digit two siblings share is told on both rows, and the same digit elsewhere is not', () => {
  const [one, two, deep] = [menu('1', '가'), menu('1', '나'), menu('1', '다')]
  const root = parent('0', '처음', one, two, parent('2', '라', deep))
  expect([one, two, deep].map(it => codes(root, it))).toEqual([['conflict'], ['conflict'], undefined])
  expect(hasConflict(findingsOf(root))).toBe(true)
  expect(hasConflict(findingsOf(parent('0', '처음', menu('1', ''))))).toBe(false)
})

test('every kind says what it lacks', () => {
  const rows = {
    connect: menu('1', '상담', { action: leafAction('connect') }),
    voicemail: menu('2', '음성', { action: leafAction('voicemail') }),
    forward: menu('3', '전환', { action: leafAction('forward') }),
    send_text: menu('4', '문자', { action: leafAction('send_text') }),
    empty: parent('5', '빈 메뉴'),
    takes: menu('6', '번호', { takes: { label: '', min: 9, max: 4 } }),
  }
  const root = parent('0', '처음', ...Object.values(rows))
  expect(Object.values(rows).flatMap(it => codes(root, it))).toEqual([
    'no_queue',
    'no_queue',
    'no_number',
    'no_text',
    'no_branches',
    'takes_unnamed',
    'takes_range',
  ])
})

test('the fourth level is allowed and told to be deep', () => {
  const deep = menu('1', '넷')
  const three = parent('1', '셋', deep)
  const root = parent('0', '처음', parent('1', '하나', parent('1', '둘', three)))
  expect(codes(root, deep)).toEqual(['deep'])
  expect(codes(root, three)).toBeUndefined()
})
