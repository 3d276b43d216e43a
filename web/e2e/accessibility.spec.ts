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
  '/settings/categories',
  '/audit',
  '/audit?tab=sign_ins',
]

for (const scheme of ['light', 'dark'] as const) {
  test(`every page can be used by everybody in ${scheme} colours`, async ({ signInAs, expectAccessible }) => {
    const page = await signInAs('daeun')
    await page.emulateMedia({ colorScheme: scheme })
    for (const address of PAGES) {
      await test.step(address, async () => {
        await page.goto(address)
        await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached()
        await expect(page.locator('[data-loading], .mantine-Skeleton-root')).toHaveCount(0)
        await expectAccessible(page)
      })
    }
  })
}

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
