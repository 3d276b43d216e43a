import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { Telephone } from './telephone'

/** The demo company's people by their IDs; one password for all, and only there. */
type Person = 'daeun' | 'jihoon' | 'haneul' | 'junho' | 'yujin' | 'sora'

const COMPANY = 'maruliving'
const PASSWORD = 'naru-demo-2026'

type Prepare = (page: Page) => Promise<unknown>

type Story = {
  /** Whoever takes part, with a browser each. What a browser complains about fails the story. */
  people: People
  /** Opens a browser on the sign-in page. */
  openSignIn: () => Promise<Page>
  /** Opens a browser of its own for one agent and signs in. */
  signInAs: (person: Person, prepare?: Prepare) => Promise<Page>
  /** Opens a customer's browser on the brand's call page. */
  openCallPage: (prepare?: Prepare) => Promise<Page>
  /** A customer calls the main number over the telephone network and presses keys. */
  callByPhone: (from: string, keys: string) => Telephone
  /** Looks for what a person with a disability would stumble over, in light and in dark. */
  expectAccessible: (page: Page) => Promise<void>
}

/** What every story begins with: people with browsers and telephones. */
export const test = base.extend<Story>({
  people: async ({ browser }, use) => {
    const people = new People(browser)
    await use(people)
    await people.leave()
    expect(people.complaints, 'no browser has anything to complain about').toEqual([])
  },
  signInAs: async ({ people }, use) => {
    await use(async (person, prepare) => {
      const page = await people.open(prepare)
      await page.goto('/sign-in')
      await page.getByLabel('회사').fill(COMPANY)
      await page.getByLabel('아이디', { exact: true }).fill(person)
      await page.getByRole('textbox', { name: '비밀번호' }).fill(PASSWORD)
      await page.getByRole('button', { name: '로그인' }).click()
      await expect(page.getByRole('navigation', { name: '주 메뉴' })).toBeVisible()
      return page
    })
  },
  openSignIn: async ({ people }, use) => {
    await use(async () => {
      const page = await people.open()
      await page.goto('/sign-in')
      return page
    })
  },
  openCallPage: async ({ people }, use) => {
    await use(async prepare => {
      const page = await people.open(prepare)
      await page.goto(`/call/${COMPANY}`)
      return page
    })
  },
  // biome-ignore lint/correctness/noEmptyPattern: the first argument names the fixtures this one needs: none
  callByPhone: async ({}, use) => {
    const telephones: Telephone[] = []
    await use((from, keys) => {
      const telephone = new Telephone(from, keys)
      telephones.push(telephone)
      return telephone
    })
    await Promise.all(telephones.map(it => it.putDown()))
  },
  // biome-ignore lint/correctness/noEmptyPattern: the first argument names the fixtures this one needs: none
  expectAccessible: async ({}, use) => {
    await use(async page => {
      const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
      await expectNothingFound(page, axe)
      // Dark changes nothing but colours.
      await page.emulateMedia({ colorScheme: 'dark' })
      await expectNothingFound(page, axe.withRules('color-contrast'))
      await page.emulateMedia({ colorScheme: 'light' })
    })
  },
})

export { expect }

async function expectNothingFound(page: Page, axe: AxeBuilder) {
  // Half faded in, everything has too little contrast.
  await page.evaluate(() => {
    const passing = document
      .getAnimations()
      .filter(it => it.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    return Promise.allSettled(passing.map(it => it.finished))
  })
  const { violations } = await axe.analyze()
  expect(violations.map(it => `${it.id}: ${it.nodes.map(node => node.html).join(' ')}`)).toEqual([])
}

/** Browsers that share nothing, closed when the story is over. */
class People {
  /** What went wrong without anybody seeing it on the page: errors, refused sources, a server that failed. */
  readonly complaints: string[] = []
  readonly #browser: Browser
  readonly #contexts: BrowserContext[] = []

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async open(prepare?: Prepare): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['microphone', 'notifications'] })
    this.#contexts.push(context)
    const page = await context.newPage()
    this.#listenTo(page)
    await prepare?.(page)
    return page
  }

  async leave() {
    await Promise.all(this.#contexts.map(it => it.close()))
  }

  #listenTo(page: Page) {
    page.on('pageerror', error => this.complaints.push(`${error.name}: ${error.message}`))
    page.on('console', message => {
      if (message.type() !== 'error') return
      // A refusal is an answer, and a story may be about one; so is a network that is gone.
      const isRefusal = message.text().startsWith('Failed to load resource')
      const isLostLine = message.text().includes('ERR_INTERNET_DISCONNECTED')
      if (!isLostLine && !(isRefusal && new URL(message.location().url).pathname.startsWith('/api/')))
        this.complaints.push(message.text())
    })
    page.on('response', response => {
      if (response.status() >= 500) this.complaints.push(`${response.status()} ${response.url()}`)
    })
  }
}
