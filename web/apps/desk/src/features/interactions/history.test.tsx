import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

const PERIOD = '?from=2026-11-10&to=2026-11-20'

test('a list that cannot be loaded says so and loads on a second try', async () => {
  const { screen, user, world } = await openDesk(`/history${PERIOD}`, {
    role: 'admin',
    prepare: world =>
      world.failures.set('/interactions', {
        status: 400,
        code: 'query.wrong',
        detail: '기간을 확인해 주세요.',
      }),
  })
  expect(await screen.findByText('기간을 확인해 주세요.')).toBeVisible()
  world.failures.clear()
  await user.click(screen.getByRole('button', { name: '다시 시도' }))
  expect(await screen.findByRole('table', { name: '상담 이력' })).toBeVisible()
})

test('a filter stands in the address and can be taken back', async () => {
  const { screen, user, router } = await openDesk(`/history${PERIOD}&outcome=abandoned`, { role: 'admin' })
  await user.click(await screen.findByRole('button', { name: '결과 필터 빼기' }))
  expect(router.state.location.search).not.toHaveProperty('outcome')
})

test('nothing found names the days and offers to drop the filters', async () => {
  const { screen } = await openDesk('/history?from=2020-01-01&to=2020-01-02&channel=phone', { role: 'admin' })
  expect(await screen.findByText('상담 이력이 없습니다.')).toBeVisible()
  expect(screen.getByText('2020-01-01 – 2020-01-02에 필터와 맞는 상담이 없습니다.')).toBeVisible()
  expect(screen.getByRole('button', { name: '필터 지우기' })).toBeVisible()
})

test('a number is shown in full only with a reason, and the reason is sent', async () => {
  const { screen, user, sent } = await openDesk(`/history${PERIOD}&interaction=i3`, { role: 'admin' })
  await user.click(await screen.findByRole('button', { name: '마스킹 해제' }))
  await user.type(await screen.findByLabelText('해제 사유'), '배송지 확인')
  await user.click(screen.getByRole('button', { name: '해제' }))
  expect(await screen.findByText(/^(?!070)\d{2,3}-\d{3,4}-\d{4}$/)).toBeVisible()
  expect(sent('POST', '/interactions/i3/unmask')).toEqual([{ reason: '배송지 확인' }])
})

test('an agent may correct only what the agent wrote', async () => {
  const { screen } = await openDesk('/history?interaction=i1', {
    role: 'agent',
    prepare: world => {
      const row = world.history.find(it => it.id === 'i1')
      if (row) Object.assign(row, { agent_id: 'a2', agent_name: '박준호', wrap_up: 'saved' })
    },
  })
  expect(await screen.findByText('다른 상담사의 상담 내용은 수정할 수 없습니다.')).toBeVisible()
})
