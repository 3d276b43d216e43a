import { within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

test('a ringing call is answered with one key and becomes the call', async () => {
  const { screen, user, sent } = await openDesk('/desk', { role: 'agent', scene: 'ringing' })
  expect(await screen.findByRole('region', { name: '걸려 온 전화' })).toHaveTextContent('김서연')
  await user.keyboard('{a}')
  const call = await screen.findByRole('region', { name: '통화' })
  expect(sent('POST', '/calls/live/answer')).toHaveLength(1)
  expect(within(call).getByText('녹취 중')).toBeVisible()
})

test('keys of the call do nothing while somebody writes', async () => {
  const { screen, user, phone } = await openDesk('/desk', { role: 'agent', scene: 'talking' })
  await user.type(await screen.findByRole('textbox', { name: '상담 내용' }), 'mh')
  expect(phone.getState().muted).toBe(false)
})

test('the status cannot be changed during a call, but the next one can be booked', async () => {
  const { screen, user, sent } = await openDesk('/desk', { role: 'agent', scene: 'talking' })
  const status = await screen.findByRole('group', { name: '내 상태' })
  expect(within(status).getByRole('button', { name: '휴식' })).toBeDisabled()
  await user.click(within(status).getByRole('button', { name: '종료 후 후처리' }))
  await user.click(await screen.findByRole('menuitem', { name: '식사' }))
  expect(sent('PUT', '/desk/after-call')).toEqual([{ kind: 'away', reason: 'meal' }])
})

test('a new caller is kept by name, and the number comes from the call', async () => {
  const { screen, user, sent } = await openDesk('/desk', { role: 'agent', scene: 'unknown_caller' })
  await user.click(await screen.findByRole('button', { name: '고객 저장' }))
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(await screen.findByText('이름을 입력해 주세요.')).toBeVisible()
  await user.type(screen.getByLabelText(/이름/), '최보람')
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(sent('POST', '/customers')).toEqual([
    expect.objectContaining({ name: '최보람', number_from_interaction: 'live' }),
  ])
})

test('without a microphone the desk says what to do, and no call is promised', async () => {
  const { screen } = await openDesk('/desk', {
    role: 'agent',
    scene: 'empty',
    prepareBrowser: browser => browser.refusals.set('', 'NotAllowedError'),
  })
  expect(await screen.findByText('마이크를 사용할 수 없습니다.')).toBeVisible()
  expect(screen.getByText(/사이트 설정에서 마이크를 허용/)).toBeVisible()
  expect(await screen.findByText('전화가 연결되면 고객이 연결됩니다.')).toBeVisible()
})

test('the path of the call is read on with every turn the call takes', async () => {
  const { screen, user } = await openDesk('/desk', { role: 'agent', scene: 'ringing' })
  await screen.findByRole('region', { name: '걸려 온 전화' })
  await user.keyboard('{a}')
  const path = await screen.findByRole('region', { name: '통화 경로' })
  expect(await within(path).findByText('이하늘 상담사와 연결되었습니다.')).toBeVisible()
  await user.keyboard('{h}')
  expect(await within(path).findByText('보류했습니다.')).toBeVisible()
})

test('a waiting caller is picked up from the list', async () => {
  const { screen, user, sent } = await openDesk('/desk', { role: 'agent', scene: 'idle' })
  const waiting = await screen.findByRole('region', { name: '대기' })
  for (const button of within(waiting)
    .getAllByRole('button', { name: /당겨받기$/ })
    .slice(0, 1))
    await user.click(button)
  expect(sent('POST', '/calls/w1/pick-up')).toHaveLength(1)
})

test('during a call nobody can be picked up, and the button says why', async () => {
  const { screen } = await openDesk('/desk', { role: 'agent', scene: 'talking' })
  const waiting = await screen.findByRole('region', { name: '대기' })
  const [first] = within(waiting).getAllByRole('button', { name: /당겨받기$/ })
  expect(first).toHaveAttribute('aria-disabled', 'true')
})

test('a customer whose turn it is to be called is called with one key, and rings until there is an answer', async () => {
  const { screen, user, sent, world } = await openDesk('/desk', { role: 'agent', scene: 'callback' })
  const due = await screen.findByRole('region', { name: '콜백 차례입니다' })
  expect(within(due).getByRole('button', { name: /전화 걸기/ })).toBeVisible()
  expect(within(due).getByRole('button', { name: /넘기기/ })).toBeVisible()
  expect(screen.getByText('김서연 · 배송·교환 콜백 차례입니다.')).toBeInTheDocument()
  await user.keyboard('{a}')
  const call = await screen.findByRole('region', { name: '통화' })
  expect(sent('POST', '/calls/live/answer')).toHaveLength(1)
  expect(within(call).getByText('거는 중')).toBeVisible()
  expect(within(call).getByRole('button', { name: /보류/ })).toBeDisabled()
  expect(await within(call).findByText('고객에게 전화를 걸었습니다.')).toBeVisible()
  world.play('talking')
  expect(await within(call).findByText('통화 시간')).toBeVisible()
})

test('who waits to be called back is told from who waits on the line', async () => {
  const { screen } = await openDesk('/desk', { role: 'agent', scene: 'idle' })
  const waiting = await screen.findByRole('region', { name: '대기' })
  expect(within(waiting).getAllByText('콜백')).toHaveLength(1)
})

test('what the caller typed is on the call, ready to be copied', async () => {
  const { screen, user } = await openDesk('/desk', { role: 'agent', scene: 'talking' })
  const call = await screen.findByRole('region', { name: '통화' })
  expect(within(call).getByText('12345678')).toBeVisible()
  await user.click(within(call).getByRole('button', { name: '주문번호 복사' }))
  expect(await within(call).findByText('복사했습니다.')).toBeInTheDocument()
  expect(await navigator.clipboard.readText()).toBe('12345678')
})
