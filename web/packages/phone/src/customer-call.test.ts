import { expect, test } from 'vitest'
import { type CallProgress, type CallSignalling, CustomerCall } from './customer-call'
import { FakeBrowser } from './fakes'

type FakeServer = CallSignalling & {
  offers: string[]
  hungUp: string[]
  refuses: Error | undefined
  followed: number
  tell: (progress: CallProgress) => void
}

function page() {
  const browser = new FakeBrowser()
  const server: FakeServer = {
    offers: [],
    hungUp: [],
    refuses: undefined,
    followed: 0,
    tell: () => {},
    open: async offer => {
      server.offers.push(offer)
      if (server.refuses) throw server.refuses
      return { call_id: 'call-1', token: 'secret', answer: 'answer' }
    },
    follow: (_call, onProgress) => {
      server.followed += 1
      server.tell = onProgress
      return () => {
        server.followed -= 1
      }
    },
    hangUp: async ({ call_id }) => {
      server.hungUp.push(call_id)
    },
  }
  const call = new CustomerCall(browser, server)
  const live = async () => {
    await call.start()
    browser.peer.become('connected')
  }
  return { browser, server, call, live, step: () => call.getState().step }
}

test('a call goes from the menu to the queue to an agent', async () => {
  const { server, live, step } = page()
  await live()
  expect(step()).toMatchObject({ kind: 'live', progress: { state: 'ivr' } })
  server.tell({ state: 'waiting', waiting_since: '2026-11-20T05:44:59Z' })
  expect(step()).toMatchObject({ progress: { state: 'waiting' } })
  server.tell({ state: 'talking' })
  expect(step()).toMatchObject({ progress: { state: 'talking' } })
})

test('digits pressed faster than they sound are all sent, and shown', async () => {
  const { browser, call, live } = page()
  await live()
  call.press('2')
  call.press('#')
  browser.peer.soundTones()
  call.press('1')
  browser.peer.soundTones()
  expect(browser.peer.digits).toBe('2#1')
  expect(call.getState().digits).toBe('2#1')
})

test('digits pressed before there is a path wait for it', async () => {
  const { browser, call } = page()
  await call.start()
  call.press('2')
  browser.peer.soundTones()
  expect(browser.peer.digits).toBe('')
  browser.peer.become('connected')
  browser.peer.soundTones()
  expect(browser.peer.digits).toBe('2')
})

test('a digit the other side has not agreed to is not shown as sent', async () => {
  const { browser, call, live } = page()
  await live()
  browser.peer.keypad.canInsertDTMF = false
  call.press('2')
  expect(call.getState().digits).toBe('')
})

test('hanging up tells the server once and lets the microphone go', async () => {
  const { browser, server, call, live, step } = page()
  await live()
  await browser.pass(65_000)
  call.hangUp()
  expect(step()).toEqual({ kind: 'ended', reason: 'customer_hung_up', lost: false, seconds: 65 })
  expect(server.hungUp).toEqual(['call-1'])
  expect(server.followed).toBe(0)
  expect(browser.microphone.isClosed).toBe(true)
  expect(browser.peer.isClosed).toBe(true)
})

test('the other side hanging up is not answered with another hang-up', async () => {
  const { server, live, step } = page()
  await live()
  server.tell({ state: 'ended', end_reason: 'agent_hung_up' })
  expect(step()).toMatchObject({ kind: 'ended', reason: 'agent_hung_up', lost: false })
  expect(server.hungUp).toEqual([])
})

test('ten seconds without network end the call and say so', async () => {
  const { browser, live, step } = page()
  await live()
  browser.peer.become('disconnected')
  await browser.pass(9_999)
  expect(step().kind).toBe('live')
  await browser.pass(1)
  expect(step()).toMatchObject({ kind: 'ended', lost: true })
})

test('a refused microphone asks nothing of the server', async () => {
  const { browser, server, call, step } = page()
  browser.refusals.set('', 'NotAllowedError')
  await call.start()
  expect(step()).toEqual({ kind: 'no_microphone', problem: 'denied' })
  expect(server.offers).toEqual([])
})

test('a refusal of the server can be tried again', async () => {
  const { browser, server, call, step } = page()
  server.refuses = new Error('too many')
  await call.start()
  expect(step()).toEqual({ kind: 'refused', error: server.refuses })
  expect(browser.microphone.isClosed).toBe(true)
  server.refuses = undefined
  await call.start()
  expect(step().kind).toBe('live')
})

test('hanging up while the server still answers leaves no call ringing alone', async () => {
  const { browser, server, call, step } = page()
  let answer = (_: { call_id: string; token: string; answer: string }) => {}
  server.open = () =>
    new Promise(resolve => {
      answer = resolve
    })
  const started = call.start()
  await browser.pass(0)
  expect(step().kind).toBe('opening')
  call.hangUp()
  answer({ call_id: 'call-2', token: 'secret', answer: 'answer' })
  await started
  expect(step().kind).toBe('ended')
  expect(server.hungUp).toEqual(['call-2'])
})

test('muting shuts the microphone and nothing else', async () => {
  const { browser, call, live } = page()
  await live()
  call.setMuted(true)
  expect(browser.microphone.track.enabled).toBe(false)
  call.setMuted(false)
  expect(browser.microphone.track.enabled).toBe(true)
})
