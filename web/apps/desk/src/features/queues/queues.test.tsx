import { within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

test('a queue is told which agents it prefers, how good they are and where to overflow', async () => {
  const { screen, user, sent } = await openDesk('/settings/queues?queue=q1', {
    role: 'admin',
    scene: 'empty',
  })
  await user.click(await screen.findByRole('combobox', { name: '분배 방식' }))
  await user.click(await screen.findByRole('option', { name: '지정 순서' }))
  const level = screen.getByRole('textbox', { name: '이하늘 레벨' })
  await user.clear(level)
  await user.type(level, '3')
  await user.click(screen.getByRole('combobox', { name: '받을 상담사가 없을 때' }))
  await user.click(await screen.findByRole('option', { name: '상위 그룹 큐로 넘기기' }))
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(sent('PUT', '/queues/q1')).toEqual([
    expect.objectContaining({
      rule: expect.objectContaining({ distribution: 'fixed', overflow: { after_seconds: 60 } }),
      skill_levels: [{ agent_id: 'a1', level: 3 }],
    }),
  ])
})

test('calls may answer themselves, and the status after a call is chosen for everybody', async () => {
  const { screen, user, sent } = await openDesk('/settings/queues', { role: 'admin', scene: 'empty' })
  await user.click(await screen.findByRole('button', { name: '분배 설정' }))
  await user.click(await screen.findByLabelText(/전화 자동 수신/))
  await user.click(screen.getByRole('combobox', { name: '통화 종료 후 상태' }))
  const choices = await screen.findByRole('listbox', { name: '통화 종료 후 상태' })
  await user.click(within(choices).getByRole('option', { name: '대기' }))
  await user.click(screen.getByRole('button', { name: '저장' }))
  expect(sent('PUT', '/routing-policy')).toEqual([
    expect.objectContaining({ auto_answer_seconds: 3, after_call: { kind: 'ready' } }),
  ])
})
