import { within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

test('a text is spoken, kept under a name and listed', async () => {
  const { screen, user, sent } = await openDesk('/settings/sounds', { role: 'admin' })
  await user.click(await screen.findByRole('button', { name: '음원 만들기' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: '저장' }))
  expect(within(dialog).getByText('음원 이름을 입력해 주세요.')).toBeVisible()
  await user.type(within(dialog).getByLabelText(/이름/), '휴무 안내')
  await user.type(within(dialog).getByLabelText(/읽을 문장/), '오늘은 쉽니다.')
  await user.click(within(dialog).getByRole('button', { name: '저장' }))
  expect(await screen.findByRole('button', { name: '휴무 안내' })).toBeVisible()
  expect(sent('POST', '/sounds/speech')).toEqual([
    {
      name: '휴무 안내',
      text: '오늘은 쉽니다.',
      voice: { language: 'ko', gender: 'female', speed: 100 },
    },
  ])
})

test('a sound in use says where and cannot be deleted; another can', async () => {
  const { screen, user, sent } = await openDesk('/settings/sounds?sound=snd2', { role: 'admin' })
  const used = await screen.findByRole('dialog', { name: '첫 인사' })
  expect(within(used).getByRole('link', { name: '대표 고객센터 › 초기 멘트' })).toBeVisible()
  expect(within(used).getByRole('button', { name: '삭제' })).toHaveAccessibleDescription(
    '1곳에서 쓰고 있어 삭제할 수 없습니다.',
  )
  await user.click(within(used).getByRole('button', { name: '닫기' }))
  await user.click(screen.getByRole('button', { name: 'English greeting' }))
  const free = await screen.findByRole('dialog', { name: 'English greeting' })
  await user.click(within(free).getByRole('button', { name: '삭제' }))
  const question = await screen.findByRole('dialog', { name: 'English greeting 음원을 삭제할까요?' })
  await user.click(within(question).getByRole('button', { name: '삭제' }))
  expect(await screen.findByText('English greeting 음원을 삭제했습니다.')).toBeVisible()
  expect(sent('DELETE', '/sounds/snd3')).toHaveLength(1)
})

test('a file of another kind is refused before any of it is sent', async () => {
  const { screen, user } = await openDesk('/settings/sounds', { role: 'admin' })
  await user.click(await screen.findByRole('button', { name: '음원 올리기' }))
  const dialog = await screen.findByRole('dialog')
  const chooser = dialog.querySelector('input[type="file"]')
  if (!(chooser instanceof HTMLInputElement)) throw new Error('there is no file chooser')
  await user.upload(chooser, new File(['x'], '인사.wav'))
  expect(within(dialog).getByLabelText(/이름/)).toHaveValue('인사')
  await user.upload(chooser, new File([], '인사.mp3'))
  expect(within(dialog).getByText('빈 파일입니다.')).toBeVisible()
  expect(within(dialog).getByRole('button', { name: '올리기' })).toBeDisabled()
})
