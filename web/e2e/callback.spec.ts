import { expect, test } from './story'

test('a callback is closed with its outcome, and taken back when that was a slip', async ({ signInAs }) => {
  const page = await signInAs('jihoon')
  await page.getByRole('link', { name: /콜백/ }).first().click()
  const requests = page.getByRole('table', { name: '콜백 처리' }).getByRole('row')
  const request = requests.filter({ has: page.getByRole('button', { name: '처리 완료' }) }).first()
  const requestedAt = (await request.getByRole('cell').first().textContent()) ?? ''

  await request.getByRole('button', { name: '처리 완료' }).click()
  await page.getByRole('menuitem', { name: '고객이 받지 않았습니다' }).click()
  await expect(requests.filter({ hasText: requestedAt })).toHaveCount(0)
  await page.getByText('처리됨', { exact: true }).click()
  await expect(requests.filter({ hasText: requestedAt })).toContainText('부재')
  await expect(requests.filter({ hasText: requestedAt })).toContainText('오지훈')

  await page.getByText('콜백을 처리 완료로 바꿨습니다.').locator('..').getByText('되돌리기').click()
  await expect(requests.filter({ hasText: requestedAt })).toHaveCount(0)
  await page.getByText('대기', { exact: true }).first().click()
  await expect(requests.filter({ hasText: requestedAt })).toBeVisible()
})
