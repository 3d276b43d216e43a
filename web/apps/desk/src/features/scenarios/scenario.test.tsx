import { within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

const row = (screen: Awaited<ReturnType<typeof openDesk>>['screen'], name: string) =>
  screen.findByRole('group', { name })

test('a digit used twice is shown on both rows and cannot be saved', async () => {
  const { screen, user, sent } = await openDesk('/settings/scenarios/s1', { role: 'admin' })
  const digit = within(await row(screen, '3번 결제·환불')).getByLabelText('진입 번호')
  await user.type(digit, '1')
  expect(screen.getAllByText('1번이 겹칩니다.')).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: /^저장/ }))
  expect(sent('PUT', '/scenarios/s1/draft')).toEqual([])
})

test('a first branch resets what its parent did, says so, and can be undone', async () => {
  const { screen, user } = await openDesk('/settings/scenarios/s1', { role: 'admin' })
  const parent = await row(screen, '3번 결제·환불')
  await user.click(within(parent).getByRole('button', { name: '하위 메뉴 추가' }))
  expect(screen.getByText('결제·환불에 하위 메뉴를 추가했습니다.')).toBeVisible()
  expect(screen.getByText('상담연결 설정은 하위 메뉴가 생겨 초기화되었습니다.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: '되돌리기' }))
  expect(within(await row(screen, '3번 결제·환불')).getByRole('radio', { name: '상담연결' })).toBeChecked()
})

test('what somebody else saved first is neither lost nor overwritten unasked', async () => {
  const { screen, user, world, sent } = await openDesk('/settings/scenarios/s1', { role: 'admin' })
  await user.click(await screen.findByText('배송 조회'))
  await user.type(screen.getByLabelText(/메뉴 이름/), ' 안내')
  expect(screen.getByText('저장되지 않은 변경 1건')).toBeVisible()
  const kept = world.scenarios[0]
  if (kept) kept.draft_updated_at = '2026-11-20T05:31:00Z'
  await user.click(screen.getByRole('button', { name: /^저장/ }))
  expect(await screen.findByText('다른 사람이 먼저 저장했습니다.')).toBeVisible()
  expect(screen.getByLabelText(/메뉴 이름/)).toHaveValue('배송 조회 안내')
  await user.click(screen.getByRole('button', { name: '내 변경으로 덮어쓰기' }))
  expect(await screen.findByText('게시하지 않은 변경 있음')).toBeVisible()
  expect(sent('PUT', '/scenarios/s1/draft')).toHaveLength(2)
})

test('publishing shows what callers will hear otherwise', async () => {
  const { screen, user, sent } = await openDesk('/settings/scenarios/s1', { role: 'admin' })
  const parent = await row(screen, '3번 결제·환불')
  await user.click(within(parent).getByText('메뉴종료'))
  await user.click(screen.getByRole('button', { name: /^저장/ }))
  await user.click(await screen.findByRole('button', { name: '검토하고 게시' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('초기 메뉴 › 결제·환불')).toBeVisible()
  await user.type(within(dialog).getByLabelText('메모'), '환불은 홈페이지에서')
  await user.click(within(dialog).getByRole('button', { name: '지금 게시' }))
  expect(await screen.findByText('버전 8을 게시했습니다.')).toBeVisible()
  expect(sent('POST', '/scenarios/s1/publish')).toEqual([{ note: '환불은 홈페이지에서' }])
})
