import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

test('saving after the call takes the next status along', async () => {
  const { screen, user, sent } = await openDesk('/desk', { role: 'agent', scene: 'wrap_up' })
  const text = await screen.findByRole('textbox', { name: '상담 내용' })
  await user.clear(text)
  await user.type(text, '환불 안내')
  await user.click(screen.getByRole('button', { name: /저장하고 대기/ }))
  expect(sent('PUT', '/interactions/i0/wrap-up').at(-1)).toMatchObject({
    text: '환불 안내',
    draft: false,
    then: { kind: 'ready' },
  })
})

test('what cannot be saved stays in the field', async () => {
  const { screen, user, world } = await openDesk('/desk', { role: 'agent', scene: 'wrap_up' })
  const text = await screen.findByRole('textbox', { name: '상담 내용' })
  await user.clear(text)
  await user.type(text, '중요한 내용')
  world.failures.set('/interactions/i0/wrap-up', {
    status: 503,
    code: 'service.busy',
    detail: '잠시 뒤 다시 시도해 주세요.',
  })
  await user.click(screen.getByRole('button', { name: /저장하고 휴식/ }))
  expect(await screen.findByText('상담 내용을 저장하지 못했습니다.')).toBeVisible()
  expect(text).toHaveValue('중요한 내용')
})

test('too long a text cannot be saved and says how long it may be', async () => {
  const { screen, user } = await openDesk('/desk', { role: 'agent', scene: 'wrap_up' })
  const text = await screen.findByRole('textbox', { name: '상담 내용' })
  await user.clear(text)
  await user.click(text)
  await user.paste('가'.repeat(1_025))
  expect(screen.getByText('1,024자까지 쓸 수 있습니다.')).toBeVisible()
  expect(screen.getByText('1,025 / 1,024')).toBeVisible()
  expect(screen.getByRole('button', { name: /저장하고 대기/ })).toBeDisabled()
})
