import { expect, test } from './story'

test('a past call is found, listened to, and its number shown for a reason that is kept', async ({
  signInAs,
}) => {
  const page = await signInAs('daeun')
  await page.getByRole('link', { name: '상담 이력' }).click()
  await page.getByRole('button', { name: /^기간/ }).click()
  await page.getByRole('button', { name: '최근 30일' }).click()
  const calls = page.getByRole('table', { name: '상담 이력' })
  const recorded = calls.getByRole('row').filter({ has: page.getByRole('img', { name: '녹취 있음' }) })
  await recorded.filter({ hasText: '010-' }).first().getByRole('button').click()

  const call = page.getByRole('dialog')
  await call.getByRole('button', { name: '재생', exact: true }).click()
  const position = call.getByRole('slider', { name: '재생 위치' })
  await expect(position).not.toHaveAttribute('aria-valuenow', '0')
  await call.getByRole('button', { name: '일시 정지' }).click()
  await position.press('Home')
  await expect(position).toHaveAttribute('aria-valuenow', '0')

  const reason = `반품 접수 확인 ${Date.now()}`
  await expect(call.getByText(/^010-\d\d\*\*-\d\d\*\*$/)).toBeVisible()
  await call.getByRole('button', { name: '마스킹 해제' }).click()
  await page.getByLabel('해제 사유').fill(reason)
  await page.getByRole('button', { name: '해제', exact: true }).click()
  await expect(call.getByText(/^010-\d{4}-\d{4}$/)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: '감사 기록' }).click()
  const kept = page.getByRole('row').filter({ hasText: reason })
  await expect(kept).toContainText('정다은')
  await expect(kept).toContainText('마스킹 해제')
})
