import { expect, test } from 'vitest'
import { openDesk } from '#desk/test-desk'

test('a wrong password keeps company and ID, and says what to check', async () => {
  const { screen, user } = await openDesk('/sign-in')
  await user.type(await screen.findByLabelText('회사'), 'maruliving')
  await user.type(screen.getByLabelText('아이디'), 'haneul')
  await user.type(screen.getByLabelText('비밀번호', { selector: 'input' }), 'wrong')
  await user.click(screen.getByRole('button', { name: '로그인' }))
  expect(await screen.findByText(/대문자와 소문자를 확인해 주세요/)).toBeVisible()
  expect(screen.getByLabelText('회사')).toHaveValue('maruliving')
  expect(screen.getByLabelText('아이디')).toHaveValue('haneul')
  expect(screen.getByLabelText('비밀번호', { selector: 'input' })).toHaveValue('')
})

test('whoever was sent here comes back to where they were', async () => {
  const { screen, user, router } = await openDesk('/history?outcome=abandoned')
  await user.type(await screen.findByLabelText('회사'), 'maruliving')
  await user.type(screen.getByLabelText('아이디'), 'haneul')
  await user.type(screen.getByLabelText('비밀번호', { selector: 'input' }), 'naru-demo-1')
  await user.click(screen.getByRole('button', { name: '로그인' }))
  expect(await screen.findByRole('heading', { name: '상담 이력' })).toBeVisible()
  expect(router.state.location.href).toBe('/history?outcome=abandoned')
})

test('an address of another site is no place to come back to', async () => {
  const { router } = await openDesk('/sign-in?from=%2F%2Fevil.example')
  expect(router.state.location.search).toEqual({})
})
