import type { Page } from '@playwright/test'
import { expect, test } from './story'

const PAGES = [
  '/desk',
  '/dashboard',
  '/callback-requests',
  '/customers',
  '/history',
  '/settings/agents',
  '/settings/queues',
  '/settings/numbers',
  '/settings/trunks',
  '/settings/scenarios',
  '/settings/sounds',
  '/settings/categories',
  '/audit',
  '/audit?tab=sign_ins',
]

/** The parts of a scenario. */
const TABS = ['상담시간·휴일', '대기 정책', '공통 멘트', '배정 그룹', '시나리오 점검']

/** What opens over a page, and how it is opened. */
const OPENED: { page: string; open: (page: Page) => Promise<unknown> }[] = [
  { page: '/settings/agents?agent=new', open: page => page.getByRole('dialog').waitFor() },
  { page: '/settings/trunks?trunk=new', open: page => page.getByText('등록', { exact: true }).click() },
  { page: '/settings/queues', open: openFirstRow },
  { page: '/settings/numbers', open: openFirstRow },
  { page: '/customers', open: openFirstRow },
  { page: '/history', open: openFirstRow },
  {
    page: '/settings/scenarios',
    open: async page => {
      await page.getByRole('button', { name: '대표 고객센터' }).click()
      await page.getByRole('group', { name: '1번 교환·반품' }).getByText('교환·반품', { exact: true }).click()
      await page.getByRole('textbox', { name: '멘트' }).waitFor()
    },
  },
  ...TABS.map(name => ({
    page: '/settings/scenarios',
    open: async (page: Page) => {
      await page.getByRole('button', { name: '대표 고객센터' }).click()
      await page.getByRole('tab', { name }).click()
    },
  })),
  {
    page: '/settings/sounds',
    open: async page => {
      await page.getByRole('button', { name: '음원 만들기' }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
]

test('every page can be used by everybody', async ({ signInAs, expectAccessible }) => {
  test.slow()
  const page = await signInAs('daeun')
  const settled = async () => {
    await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached()
    await expect(page.locator('[data-loading], .mantine-Skeleton-root')).toHaveCount(0)
  }
  for (const address of PAGES) {
    await test.step(address, async () => {
      await page.goto(address)
      await settled()
      await expectAccessible(page)
    })
  }
  for (const opened of OPENED) {
    await test.step(`${opened.page}, opened`, async () => {
      await page.goto(opened.page)
      await settled()
      await opened.open(page)
      await settled()
      await expectAccessible(page)
    })
  }
})

test('a call can be held by everybody', async ({ signInAs, callByPhone, expectAccessible }) => {
  const desk = await signInAs('haneul')
  await expect(desk.getByText('전화 준비됨')).toBeAttached()
  await desk.keyboard.press('Alt+1')
  callByPhone('01000900005', 'w1 2 w1 2')
  await expect(desk.getByRole('region', { name: '걸려 온 전화' })).toBeVisible()
  await desk.keyboard.press('a')
  const call = desk.getByRole('region', { name: '통화', exact: true })
  await expect(call.getByText('녹취 중')).toBeVisible()
  await desk.keyboard.press('h')
  await desk.keyboard.press('d')
  await expect(call.getByText('보류 중')).toBeVisible()
  await expect(call.getByRole('region', { name: '키패드' })).toBeVisible()
  await expectAccessible(desk)
  await desk.getByRole('link', { name: '이력' }).click()
  await expect(desk.getByRole('region', { name: '진행 중인 통화' })).toBeVisible()
  await expectAccessible(desk)
  await desk.getByRole('link', { name: '상담존', exact: true }).click()
  await desk.keyboard.press('Alt+x')
  await expect(desk.getByText('통화가 끝났습니다.').first()).toBeVisible()
  await expectAccessible(desk)
  await desk.getByRole('button', { name: /저장하고 대기/ }).click()
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()
})

test('the sign-in page and the call page can be used by everybody', async ({
  openSignIn,
  openCallPage,
  expectAccessible,
}) => {
  const signIn = await openSignIn()
  await expect(signIn.getByRole('button', { name: '로그인' })).toBeVisible()
  await expectAccessible(signIn)
  const call = await openCallPage()
  await expect(call.getByRole('button', { name: '전화하기' })).toBeVisible()
  await expectAccessible(call)
})

async function openFirstRow(page: Page) {
  await page.getByRole('table').first().getByRole('row').nth(1).getByRole('button').first().click()
  await page.getByRole('dialog').waitFor()
}
