import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

test('a callback closed by mistake is taken back from the message', async () => {
  const { screen, user, world } = await openDesk('/callback-requests', { role: 'agent' })
  const [first] = await screen.findAllByRole('button', { name: '처리 완료' })
  if (!first) throw new Error('no callback request waits')
  await user.click(first)
  await user.click(await screen.findByRole('menuitem', { name: '통화했습니다' }))
  const request = world.callbacks.find(it => it.id === 'cb1')
  expect(await screen.findByText('콜백을 처리 완료로 바꿨습니다.')).toBeVisible()
  expect(request?.progress).toBe('closed')
  await user.click(screen.getByRole('button', { name: '되돌리기' }))
  await screen.findByText('대기 3건')
  expect(request?.progress).toBe('waiting')
})

test('a colleague who was faster is told about, not overwritten', async () => {
  const { screen, user, world } = await openDesk('/callback-requests', { role: 'agent' })
  const [first] = await screen.findAllByRole('button', { name: '처리 완료' })
  const request = world.callbacks.find(it => it.id === 'cb1')
  if (!first || !request) throw new Error('no callback request waits')
  request.progress = 'closed'
  await user.click(first)
  await user.click(await screen.findByRole('menuitem', { name: '고객이 받지 않았습니다' }))
  expect(await screen.findByText('이미 처리한 콜백입니다.')).toBeVisible()
})
