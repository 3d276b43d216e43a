import { fireEvent } from '@testing-library/react'
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
  await screen.findByText('대기 5건')
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

test('a message that was left is heard from its beginning to its end, and no further', async () => {
  const { screen, user } = await openDesk('/callback-requests', { role: 'supervisor' })
  await user.click(await screen.findByRole('button', { name: '정*우 음성 메시지 재생' }))
  const sound = document.querySelector('audio')
  if (!sound) throw new Error('nothing can be heard')
  expect(sound.getAttribute('src')).toBe('/api/recordings/r-i7/sound')
  expect(sound.currentTime).toBe(11.4)
  fireEvent.play(sound)
  let isPaused = false
  sound.pause = () => {
    isPaused = true
  }
  sound.currentTime = 21
  fireEvent.timeUpdate(sound)
  expect(await screen.findByText('00:09 / 00:28')).toBeVisible()
  expect(isPaused).toBe(false)
  sound.currentTime = 39.5
  fireEvent.timeUpdate(sound)
  expect(isPaused).toBe(true)
})

test('messages are told from callbacks, and one that is still being saved says so', async () => {
  const { screen } = await openDesk('/callback-requests', { role: 'supervisor' })
  expect(await screen.findAllByText('음성 메시지')).toHaveLength(2)
  expect(screen.getAllByText('저장 중')).toHaveLength(1)
})
