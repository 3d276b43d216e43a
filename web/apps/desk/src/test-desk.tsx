import '@testing-library/jest-dom/vitest'
import { type RealtimeEvent, type Role, speak } from '@naru/api'
import { startI18n } from '@naru/i18n'
import { DeviceChoice, Softphone } from '@naru/phone'
import { FakeBrowser, fakeMemory } from '@naru/phone/fakes'
import { PhoneProvider } from '@naru/phone/react'
import { startShortcuts, UiProvider } from '@naru/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { cleanup, configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, vi } from 'vitest'
import { contractHandler } from '#fixtures/handler'
import { type Scene, World } from '#fixtures/world'
import { makeQueryClient } from './query-client'
import { makeRouter } from './router'

/** A working Friday afternoon. */
const NOW = Date.parse('2026-11-20T05:32:10Z')

type Options = {
  role?: Role
  scene?: Scene
  prepare?: (world: World) => void
  prepareBrowser?: (browser: FakeBrowser) => void
}

/** The whole app at one address, against the contract in memory. Nothing leaves the process. */
export async function openDesk(path: string, { role, scene, prepare, prepareBrowser }: Options = {}) {
  const world = new World(() => NOW)
  world.signedIn = role
  if (scene) world.play(scene)
  prepare?.(world)
  const answer = contractHandler(world)
  const requests: { method: string; path: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const text = await request.clone().text()
    const { pathname } = new URL(request.url)
    requests.push({
      method: request.method,
      path: pathname.replace('/api', ''),
      body: text === '' ? undefined : JSON.parse(text),
    })
    return answer(request)
  })
  vi.stubGlobal('WebSocket', socketTo(world))

  const browser = new FakeBrowser()
  prepareBrowser?.(browser)
  const phone = new Softphone(
    browser,
    { open: async () => ({ leg_id: 'leg', answer: 'answer' }), close: async () => {} },
    new DeviceChoice(browser, fakeMemory()),
  )
  const queryClient = makeQueryClient(() => {
    void router.navigate({ to: '/sign-in', search: { why: 'expired' } })
  })
  const router = makeRouter(queryClient, createMemoryHistory({ initialEntries: [path] }))
  const user = userEvent.setup()
  const screen = render(
    <QueryClientProvider client={queryClient}>
      <PhoneProvider phone={phone}>
        <UiProvider>
          <RouterProvider router={router} />
        </UiProvider>
      </PhoneProvider>
    </QueryClientProvider>,
  )
  const sent = (method: string, wanted: string) =>
    requests.filter(it => it.method === method && it.path === wanted).map(it => it.body)
  return { world, screen, user, router, phone, browser, sent }
}

/** A socket that says what the world says. */
function socketTo(world: World) {
  return class extends EventTarget {
    #unsubscribe = () => {}

    constructor() {
      super()
      queueMicrotask(() => {
        this.dispatchEvent(new Event('open'))
        this.#hear({ type: 'hello', desk: world.desk() })
        this.#unsubscribe = world.subscribe(event => this.#hear(event))
      })
    }

    send() {}

    close() {
      this.#unsubscribe()
    }

    #hear(event: RealtimeEvent) {
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }))
    }
  }
}

// Waiting ends when the thing appears; the limit only tells a hang from a slow machine. Whether each candidate is
// hidden is not asked: jsdom computes styles for seconds to tell.
configure({ asyncUtilTimeout: 20_000, defaultHidden: true })

// What jsdom lacks and Mantine asks for.
beforeAll(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })
  speak('ko')
  startI18n('ko')
  startShortcuts(window)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener() {},
    removeEventListener() {},
  }))
  window.HTMLElement.prototype.scrollIntoView = () => {}
  window.HTMLMediaElement.prototype.play = async () => {}
  window.HTMLMediaElement.prototype.pause = () => {}
})

afterEach(cleanup)
