import { within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openDesk } from '#desk/test-desk'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 20, 14, 32) })
})
afterEach(() => {
  vi.useRealTimers()
})

type Screen = Awaited<ReturnType<typeof openDesk>>['screen']
const row = (screen: Screen, name: string) => screen.findByRole('group', { name })
const rowNames = (screen: Screen) =>
  within(screen.getByRole('list', { name: '메뉴 구성' }))
    .getAllByRole('group')
    .map(it => it.getAttribute('aria-label'))
const open = (tab = 'menu') => openDesk(`/settings/scenarios/s1?tab=${tab}`, { role: 'admin' })

test('a digit used twice is shown on both rows and cannot be saved', async () => {
  const { screen, user, sent } = await open()
  const digit = within(await row(screen, '3번 결제·환불')).getByLabelText('진입 번호')
  await user.type(digit, '1')
  expect(screen.getAllByText('1번이 겹칩니다.')).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(sent('PUT', '/scenarios/s1/draft')).toEqual([])
})

test('a first branch resets what its parent did, says so, and can be undone', async () => {
  const { screen, user } = await open()
  const parent = await row(screen, '3번 결제·환불')
  await user.click(within(parent).getByRole('button', { name: '하위 메뉴 추가' }))
  expect(screen.getByText('결제·환불에 하위 메뉴를 추가했습니다.')).toBeVisible()
  const notice = screen.getByText('상담연결 설정은 하위 메뉴가 생겨 초기화되었습니다.')
  const banner = notice.closest('[role="status"]')
  if (!(banner instanceof HTMLElement)) throw new Error('the notice stands in no banner')
  await user.click(within(banner).getByRole('button', { name: '되돌리기' }))
  expect(within(await row(screen, '3번 결제·환불')).getByRole('radio', { name: '상담연결' })).toBeChecked()
})

test('with the keyboard alone: a row is added, named, numbered, moved, hung below another, and deleted', async () => {
  const { screen, user } = await open()
  await user.click(within(await row(screen, '3번 결제·환불')).getByText('결제·환불'))
  await user.keyboard('{Enter}이벤트{Enter}7{Alt>}{ArrowUp}{/Alt}')
  expect(rowNames(screen).slice(-3)).toEqual(['7번 이벤트', '3번 결제·환불', '0번 상담사 바로 연결'])
  await user.keyboard('{Tab}')
  const parent = screen.getByRole('group', { name: '2번 배송·교환' })
  expect(within(parent).getByRole('button', { name: '하위 메뉴 4' })).toBeVisible()
  await user.keyboard('{Delete}')
  expect(rowNames(screen)).not.toContain('7번 이벤트')
  expect(await screen.findByText('이벤트 메뉴를 삭제했습니다.')).toBeVisible()
  await user.keyboard('{Control>}z{/Control}')
  expect(rowNames(screen)).toContain('7번 이벤트')
})

test('whoever only passes through the tree with Tab changes nothing', async () => {
  const { screen, user } = await open()
  const second = await row(screen, '2번 배송·교환')
  second.focus()
  await user.keyboard('{Tab}')
  expect(second).not.toHaveFocus()
  expect(screen.queryByText(/^저장되지 않은 변경/)).toBeNull()
})

test('a menu that forwards asks for the number, and says so until it has one', async () => {
  const { screen, user, sent } = await open()
  const menu = await row(screen, '9번 반품 주소 안내')
  await user.click(within(menu).getByRole('button', { name: '다른 동작' }))
  await user.click(await screen.findByRole('menuitem', { name: '착신전환' }))
  expect(within(menu).getByText('착신 번호를 입력해 주세요.')).toBeVisible()
  await user.type(within(menu).getByLabelText('착신 번호'), '02-000-1234')
  expect(within(menu).queryByText('착신 번호를 입력해 주세요.')).toBeNull()
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(JSON.stringify(sent('PUT', '/scenarios/s1/draft'))).toContain(
    '{"kind":"forward","number":"02-000-1234"}',
  )
})

test('what somebody else saved first is neither lost nor overwritten unasked', async () => {
  const { screen, user, world, sent } = await open()
  await user.click(await screen.findByText('배송 조회'))
  await user.type(screen.getByLabelText(/메뉴 이름/), ' 안내')
  expect(screen.getByText('저장되지 않은 변경 1건')).toBeVisible()
  const kept = world.scenarios[0]
  if (kept) kept.draft_updated_at = '2026-11-20T05:31:00Z'
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(await screen.findByText('다른 사람이 먼저 저장했습니다.')).toBeVisible()
  expect(screen.getByLabelText(/메뉴 이름/)).toHaveValue('배송 조회 안내')
  await user.click(screen.getByRole('button', { name: '내 변경으로 덮어쓰기' }))
  expect(await screen.findByText('게시하지 않은 변경 있음')).toBeVisible()
  expect(sent('PUT', '/scenarios/s1/draft')).toHaveLength(2)
})

test('publishing shows what callers will hear otherwise', async () => {
  const { screen, user, sent } = await openDesk('/settings/scenarios/s1', {
    role: 'admin',
    prepare: world => world.scenarios[0]?.draft.tests.pop(),
  })
  const parent = await row(screen, '3번 결제·환불')
  await user.click(within(parent).getByText('메뉴종료'))
  await user.click(screen.getByRole('button', { name: '저장' }))
  await screen.findByText('게시하지 않은 변경 있음')
  await user.click(await screen.findByRole('button', { name: '검토하고 게시' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('초기 메뉴 › 결제·환불')).toBeVisible()
  await user.type(within(dialog).getByLabelText('메모'), '환불은 홈페이지에서')
  await user.click(within(dialog).getByRole('button', { name: '지금 게시' }))
  expect(await screen.findByText('버전 8을 게시했습니다.')).toBeVisible()
  expect(sent('POST', '/scenarios/s1/publish')).toEqual([{ note: '환불은 홈페이지에서' }])
})

test('a red test stands in the way of publishing, with what came instead and the way to it', async () => {
  const { screen, user, sent } = await open()
  await user.click(within(await row(screen, '3번 결제·환불')).getByText('메뉴종료'))
  await user.click(screen.getByRole('button', { name: '저장' }))
  await screen.findByText('게시하지 않은 변경 있음')
  await user.click(screen.getByRole('button', { name: '검토하고 게시' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('상품 문의 큐로 갔습니다.', { exact: false })).toBeVisible()
  await user.click(within(dialog).getByRole('button', { name: '지금 게시' }))
  expect(sent('POST', '/scenarios/s1/publish')).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: '점검 보기' }))
  const tests = await screen.findByRole('list', { name: '시나리오 점검' })
  expect(await within(tests).findByText('실제: 상품 문의 큐로 갔습니다.')).toBeVisible()
})

test('the public holidays of a year come in but for the days that are off already', async () => {
  const { screen, user } = await open('hours')
  await user.click(await screen.findByRole('button', { name: '2027년 공휴일 가져오기' }))
  const dialog = await screen.findByRole('dialog')
  // New Year and Christmas come around every year already.
  expect(await within(dialog).findAllByText('이미 있음')).toHaveLength(2)
  await user.click(within(dialog).getByRole('button', { name: '18일 추가' }))
  expect(await screen.findByDisplayValue('삼일절')).toBeVisible()
  expect(screen.getAllByDisplayValue('성탄절')).toHaveLength(1)
})

test('closing now takes effect without saving, is told on every tab, and is lifted', async () => {
  const { screen, user, sent } = await open('hours')
  await user.click(await screen.findByRole('button', { name: '지금 닫기' }))
  const told = await screen.findByText('상담시간과 상관없이 닫아 두었습니다.')
  expect(sent('PUT', '/scenarios/s1/forced-hours')).toMatchObject([{ open: false }])
  expect(sent('PUT', '/scenarios/s1/draft')).toEqual([])
  await user.click(screen.getByRole('tab', { name: '메뉴 구성' }))
  expect(told).toBeVisible()
  await user.click(screen.getByRole('button', { name: '해제' }))
  expect(await screen.findByText('상담시간대로 돌아갑니다.')).toBeVisible()
})

test('the simulator walks through what is on the screen, saved or not', async () => {
  const { screen, user, sent } = await open()
  const phone = await screen.findByRole('region', { name: '시뮬레이터' })
  expect(await within(phone).findByText(/배송·교환은 2번/)).toBeVisible()
  await user.click(within(phone).getByRole('button', { name: '2, 메뉴 있음' }))
  await user.click(await within(phone).findByRole('button', { name: '9, 메뉴 있음' }))
  expect(await within(phone).findByText('이용해 주셔서 감사합니다.')).toBeVisible()
  expect(within(phone).getByRole('list', { name: '지나온 메뉴' })).toHaveTextContent(
    '초기 메뉴2 배송·교환9 반품 주소 안내',
  )
  expect(sent('POST', '/scenarios/s1/simulate').at(-1)).toMatchObject({
    staffing: 'ready',
    channel: 'voice',
    steps: [
      { kind: 'press', digit: '2' },
      { kind: 'press', digit: '9' },
    ],
  })
})
