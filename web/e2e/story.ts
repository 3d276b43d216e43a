import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'

/** The demo company's people by their IDs; one password for all, and only there. */
type Person = 'daeun' | 'jihoon' | 'haneul' | 'junho' | 'yujin' | 'sora'

const COMPANY = 'maruliving'
const PASSWORD = 'naru-demo-2026'

type Story = {
  /** Opens a browser on the sign-in page. */
  openSignIn: () => Promise<Page>
  /** Opens a browser of its own for one agent and signs in. */
  signInAs: (person: Person, prepare?: (page: Page) => Promise<void>) => Promise<Page>
  /** Opens a customer's browser on the brand's call page. */
  openCallPage: (prepare?: (page: Page) => Promise<void>) => Promise<Page>
  /** Looks for what a person with a disability would stumble over. */
  expectAccessible: (page: Page) => Promise<void>
}

/** What every story begins with: people with browsers. */
export const test = base.extend<Story>({
  signInAs: async ({ browser }, use) => {
    const people = new People(browser)
    await use(async (person, prepare) => {
      const page = await people.open()
      await prepare?.(page)
      await page.goto('/sign-in')
      await page.getByLabel('회사').fill(COMPANY)
      await page.getByLabel('아이디', { exact: true }).fill(person)
      await page.getByRole('textbox', { name: '비밀번호' }).fill(PASSWORD)
      await page.getByRole('button', { name: '로그인' }).click()
      await expect(page.getByRole('navigation', { name: '주 메뉴' })).toBeVisible()
      return page
    })
    await people.leave()
  },
  openSignIn: async ({ browser }, use) => {
    const people = new People(browser)
    await use(async () => {
      const page = await people.open()
      await page.goto('/sign-in')
      return page
    })
    await people.leave()
  },
  openCallPage: async ({ browser }, use) => {
    const people = new People(browser)
    await use(async prepare => {
      const page = await people.open()
      await prepare?.(page)
      await page.goto(`/call/${COMPANY}`)
      return page
    })
    await people.leave()
  },
  // biome-ignore lint/correctness/noEmptyPattern: the first argument names the fixtures this one needs: none
  expectAccessible: async ({}, use) => {
    await use(async page => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(it => `${it.id}: ${it.nodes.map(node => node.html).join(' ')}`)).toEqual([])
    })
  },
})

export { expect }

/** Browsers that share nothing, closed when the story is over. */
class People {
  readonly #browser: Browser
  readonly #contexts: BrowserContext[] = []

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async open(): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['microphone'] })
    this.#contexts.push(context)
    return context.newPage()
  }

  async leave() {
    await Promise.all(this.#contexts.map(it => it.close()))
  }
}
