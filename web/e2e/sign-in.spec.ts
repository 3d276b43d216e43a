import { expect, test } from './story'

test('a wrong password is told as such, and nothing else has to be typed again', async ({ openSignIn }) => {
  const page = await openSignIn()
  await page.getByLabel('회사').fill('maruliving')
  await page.getByLabel('아이디', { exact: true }).fill('sora')
  await page.getByRole('textbox', { name: '비밀번호' }).fill('not-the-password')
  await page.getByRole('button', { name: '로그인' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '로그인하지 못했습니다.' })).toBeVisible()
  await expect(page.getByLabel('회사')).toHaveValue('maruliving')
  await page.getByRole('textbox', { name: '비밀번호' }).fill('naru-demo-2026')
  await page.getByRole('button', { name: '로그인' }).click()
  await expect(page.getByRole('navigation', { name: '주 메뉴' })).toBeVisible()
})

test('the language changes at once, and stays after a reload', async ({ openSignIn }) => {
  const page = await openSignIn()
  await page.getByText('English').click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
})

test('whoever signs in elsewhere is signed out here, and told why', async ({ signInAs }) => {
  const first = await signInAs('yujin')
  await signInAs('yujin')
  await expect(first.getByText('다른 곳에서 로그인하여 로그아웃되었습니다.')).toBeVisible()
})

test('a second tab leaves the phone to the first, and takes it over when that one is closed', async ({
  signInAs,
}) => {
  const first = await signInAs('junho')
  await expect(first.getByText('전화 준비됨')).toBeVisible()
  const second = await first.context().newPage()
  await second.goto('/desk')
  await expect(second.getByText('다른 탭에서 받는 중')).toBeVisible()
  await first.close()
  await expect(second.getByText('전화 준비됨')).toBeVisible()
})
