import type { ScenarioNode } from '@naru/api'
import { expect, test } from 'vitest'
import { countsOf, digitsTo, fromDocument, leafAction, menuAt, rowsOf, toDocument } from './menu-tree'

const node = (digit: string, name: string, action: ScenarioNode['action']): ScenarioNode => ({
  digit,
  name,
  announcement: { text: '' },
  action,
})
const document = node('0', '초기 메뉴', {
  kind: 'menu',
  children: [
    node('1', '배송 조회', { kind: 'send_text', text: '조회: https://maru.example/d' }),
    node('2', '교환', {
      kind: 'menu',
      children: [
        { ...node('1', '사이즈', { kind: 'connect', queue_id: 'q1', callback: false }) },
        node('2', '색상', { kind: 'connect', callback: true }),
      ],
    }),
    node('3', '제휴', { kind: 'forward', number: '02-000-1234' }),
    {
      ...node('4', '의견', { kind: 'voicemail', queue_id: 'q1', max_seconds: 90 }),
      announcement: { text: '', sound_id: 'sound-1' },
      takes: { label: '주문번호', min: 8, max: 12 },
    },
  ],
})

test('reading a document and writing it again changes nothing', () => {
  expect(toDocument(fromDocument(document))).toEqual(document)
})

test('texts are saved without the spaces around them', () => {
  const menu = fromDocument(node('1', ' 제휴 ', { kind: 'forward', number: ' 02-000-1234 ' }))
  expect(toDocument({ ...menu, announcement: { text: ' 안녕하세요 ' } })).toEqual({
    ...node('1', '제휴', { kind: 'forward', number: '02-000-1234' }),
    announcement: { text: '안녕하세요' },
  })
})

test('a queue once chosen stays chosen when the kind changes', () => {
  expect(leafAction('voicemail', leafAction('connect'))).toEqual({
    kind: 'voicemail',
    queue_id: null,
    max_seconds: 60,
  })
  const connect = { kind: 'connect', queue_id: 'q1', callback: true } as const
  expect(leafAction('voicemail', connect)).toMatchObject({ queue_id: 'q1' })
})

test('the keys of a warning lead to its row, and a row knows its keys', () => {
  const root = fromDocument(document)
  const size = menuAt(root, ['2', '1'])
  expect(size?.name).toBe('사이즈')
  expect(size && digitsTo(root, size.id)).toEqual(['2', '1'])
  expect(menuAt(root, [])?.name).toBe('초기 메뉴')
  expect(menuAt(root, ['9'])).toBeUndefined()
  expect(digitsTo(root, root.id)).toEqual([])
})

test('what hangs below a folded menu is not walked through', () => {
  const root = fromDocument(document)
  const folded = new Set(rowsOf(root).flatMap(it => (it.menu.name === '교환' ? [it.menu.id] : [])))
  expect(rowsOf(root, folded).map(it => it.menu.name)).toEqual([
    '초기 메뉴',
    '배송 조회',
    '교환',
    '제휴',
    '의견',
  ])
})

test('the footer counts what hangs below the root', () => {
  expect(countsOf(fromDocument(document))).toEqual({ menus: 6, connects: 2, levels: 2 })
})
