import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { hum } from './sound'
import { expect, test } from './story'

/** Where the pictures of the README go; without it this story is not told. */
const folder = process.env.NARU_SCREENSHOTS ?? ''

test('the README shows the product as it is', async ({ signInAs, openCallPage, callByPhone }) => {
  test.slow()
  const picture = async (page: Page, name: string) => {
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  }
  const owner = await signInAs('daeun')
  const number = await numberOfKnownCustomer(owner)

  const desk = await signInAs('haneul', page => hum(page, 520))
  await expect(desk.getByText('전화 준비됨')).toBeAttached()
  await desk.keyboard.press('Alt+1')
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()
  callByPhone(number, 'w1 2 w1 1')
  await expect(desk.getByRole('region', { name: '걸려 온 전화' })).toBeVisible()
  await picture(desk, 'desk-incoming')
  await desk.keyboard.press('a')
  await expect(desk.getByRole('region', { name: '통화', exact: true }).getByText('녹취 중')).toBeVisible()
  callByPhone('01000905812', 'w1 2 w1 2')
  const customer = await openCallPage(page => hum(page, 880))
  await customer.setViewportSize({ width: 420, height: 760 })
  await customer.getByRole('button', { name: '전화하기' }).click()
  await expect(customer.getByText('안내 중')).toBeVisible()
  await picture(customer, 'call-page')
  await customer.getByRole('button', { name: '2', exact: true }).click()
  await customer.getByRole('button', { name: '1', exact: true }).click()
  await expect(desk.getByRole('button', { name: '대기 2' })).toBeVisible()

  await desk
    .getByRole('textbox', { name: '상담 내용' })
    .fill('퀸 주문, 침대는 슈퍼싱글. 개봉만 하고 세탁 전.')
  await expect(desk.getByText(/^자동 저장됨/)).toBeVisible()
  await desk.getByRole('textbox', { name: '상담 내용' }).blur()
  await picture(desk, 'desk-call')
  await desk.emulateMedia({ colorScheme: 'dark' })
  await picture(desk, 'desk-call-dark')

  await owner.goto('/dashboard')
  await expect(owner.getByRole('region', { name: '대기 고객' }).getByRole('listitem')).toHaveCount(2)
  await picture(owner, 'dashboard')
  await owner.emulateMedia({ colorScheme: 'dark' })
  await picture(owner, 'dashboard-dark')
  await owner.emulateMedia({ colorScheme: 'light' })

  await customer.getByRole('button', { name: '끊기' }).click()
  await desk.keyboard.press('Alt+x')
  await desk.getByRole('button', { name: /저장하고 대기/ }).click()

  await owner.goto('/settings/scenarios')
  await owner.getByRole('button', { name: '대표 고객센터' }).click()
  await owner.getByRole('group', { name: '1번 교환·반품' }).getByText('교환·반품', { exact: true }).click()
  await expect(owner.getByRole('textbox', { name: '멘트' })).toBeVisible()
  await picture(owner, 'scenario')

  await owner.goto('/history')
  await owner.getByRole('button', { name: /^기간/ }).click()
  await owner.getByRole('button', { name: '최근 7일' }).click()
  const calls = owner.getByRole('table', { name: '상담 이력' }).getByRole('row')
  const recorded = calls.filter({ has: owner.getByRole('img', { name: '녹취 있음' }) })
  await recorded.filter({ hasText: '00:41' }).first().getByRole('button').click()
  await expect(owner.getByRole('slider', { name: '재생 위치' }).locator('path').first()).toBeVisible()
  await picture(owner, 'history')
})

/** Somebody the demo company has talked to before, so that the desk knows who calls. */
async function numberOfKnownCustomer(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toLocaleDateString('sv-SE')
    const history = await fetch(`/api/interactions?from=${day(14)}&to=${day(0)}&per_page=50`)
    const { items } = await history.json()
    const known = items.filter(
      (it: { customer?: unknown; wrap_up: string }) => it.customer && it.wrap_up === 'saved',
    )
    const { id } = known.find((it: { customer: { vip: boolean } }) => it.customer.vip) ?? known[0]
    const unmasked = await fetch(`/api/interactions/${id}/unmask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: '화면 사진' }),
    })
    const { number } = await unmasked.json()
    return number.replaceAll('-', '')
  })
}
