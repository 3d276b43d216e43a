import type { Page } from '@playwright/test'
import { expect, test } from './story'

/** Nothing here is saved: the company stays as it was. */
async function openScenario(page: Page) {
  await page.goto('/settings/scenarios')
  await page.getByRole('button', { name: '대표 고객센터' }).click()
  await expect(page.getByRole('group', { name: '0번 초기 메뉴' })).toBeVisible()
}

const rowNames = (page: Page) =>
  page
    .getByRole('list', { name: '메뉴 구성' })
    .getByRole('group', { name: /^\d번 / })
    .evaluateAll(rows => rows.map(it => it.getAttribute('aria-label') ?? ''))

test('a menu is dragged to another place and below another menu, and every step is taken back', async ({
  signInAs,
}) => {
  const page = await signInAs('daeun')
  await openScenario(page)
  const before = await rowNames(page)
  const row = (name: string) => page.getByRole('group', { name })
  const drag = async (from: string, onto: string, height: number) => {
    const start = await row(from).getByRole('strong').boundingBox()
    const end = await row(onto).boundingBox()
    if (!start || !end) throw new Error(`${from} or ${onto} is not on the screen`)
    await page.mouse.move(start.x + 8, start.y + 8)
    await page.mouse.down()
    await page.mouse.move(start.x + 8, start.y - 12, { steps: 4 })
    await page.mouse.move(end.x + 60, end.y + end.height * height, { steps: 8 })
    await page.mouse.up()
  }
  await drag('3번 결제·환불', '2번 배송·교환', 0.1)
  const moved = await rowNames(page)
  expect(moved.indexOf('3번 결제·환불')).toBe(before.indexOf('2번 배송·교환'))
  await expect(page.getByText(/^저장되지 않은 변경/)).toBeVisible()

  await drag('3번 결제·환불', '0번 상담사 바로 연결', 0.5)
  await expect(row('0번 상담사 바로 연결').getByRole('button', { name: '하위 메뉴 1' })).toBeVisible()
  await expect(page.getByText('상담연결 설정은 하위 메뉴가 생겨 초기화되었습니다.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  expect(await rowNames(page)).toEqual(before)
  await expect(page.getByText(/^저장되지 않은 변경/)).toBeHidden()
})

test('a call is tried out on the phone beside the menus, by keyboard and in writing', async ({
  signInAs,
}) => {
  const page = await signInAs('daeun')
  await openScenario(page)
  const phone = page.getByRole('region', { name: '시뮬레이터' })
  const path = phone.getByRole('list', { name: '지나온 메뉴' })
  await expect(path).toContainText('초기 메뉴')
  await phone.getByRole('button', { name: '3, 메뉴 있음' }).click()
  await expect(path).toContainText('3 결제·환불')
  await expect(phone.getByText('3 누름')).toBeVisible()
  await phone.getByRole('button', { name: '상담사 응답' }).click()
  await expect(phone.getByText('상담사가 받았습니다.')).toBeVisible()

  await phone.getByRole('button', { name: '처음부터' }).click()
  await page.keyboard.press('2')
  await expect(path).toContainText('2 배송·교환')

  await phone.getByRole('radiogroup', { name: '채널' }).locator('label').last().click()
  await phone.getByRole('log').getByRole('button', { name: '결제·환불' }).click()
  await expect(path).toContainText('3 결제·환불')
})

test('what is not saved can be tried out', async ({ signInAs }) => {
  const page = await signInAs('daeun')
  await openScenario(page)
  await page.getByRole('group', { name: '3번 결제·환불' }).getByText('메뉴종료').click()
  const phone = page.getByRole('region', { name: '시뮬레이터' })
  await expect(phone.getByText('변경 사항 반영됨')).toBeVisible()
  await phone.getByRole('button', { name: '3, 메뉴 있음' }).click()
  await expect(phone.getByRole('button', { name: '다시 걸기' })).toBeVisible()
})
