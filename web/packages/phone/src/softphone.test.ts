import { describe, expect, test } from 'vitest'
import { DeviceChoice } from './device-choice'
import { FakeBrowser, fakeMemory } from './fakes'
import { Softphone } from './softphone'

function desk(memory = fakeMemory()) {
  const browser = new FakeBrowser()
  const offers: string[] = []
  const server = {
    offers,
    closed: 0,
    refuses: false,
    open: async (offer: string) => {
      server.offers.push(offer)
      if (server.refuses) throw new Error('refused')
      return { leg_id: `leg-${server.offers.length}`, answer: 'answer' }
    },
    close: async () => {
      server.closed += 1
    },
  }
  const phone = new Softphone(browser, server, new DeviceChoice(browser, memory))
  const line = () => phone.getState().line.kind
  const up = async () => {
    phone.start()
    await browser.pass(0)
    browser.peer.become('connected')
  }
  return { browser, server, phone, line, up, memory }
}

describe('coming up', () => {
  test('signing in opens one leg with the microphone shut', async () => {
    const { browser, server, line, up } = desk()
    await up()
    expect(line()).toBe('up')
    expect(server.offers).toEqual(['offer'])
    expect(browser.peer.remoteDescription).toEqual({ sdp: 'answer' })
    expect(browser.peer.track).toBe(browser.microphone.track)
    expect(browser.microphone.track.enabled).toBe(false)
  })

  test('the offer waits for candidates, but not longer than a second', async () => {
    const { browser, server, phone } = desk()
    const createPeer = browser.createPeer.bind(browser)
    browser.createPeer = () => {
      const parts = createPeer()
      parts.peer.iceGatheringState = 'gathering'
      return parts
    }
    phone.start()
    await browser.pass(400)
    expect(server.offers).toEqual([])
    browser.peer.gather('with a candidate')
    await browser.pass(0)
    expect(server.offers).toEqual(['offer with a candidate'])

    phone.retry()
    await browser.pass(999)
    expect(server.offers).toHaveLength(1)
    await browser.pass(1)
    expect(server.offers).toHaveLength(2)
  })

  test.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'in_use'],
    ['SomethingElse', 'unknown'],
  ])('a microphone that ends in %s is reported as %s and opens no leg', async (refusal, problem) => {
    const { browser, server, phone } = desk()
    browser.refusals.set('', refusal)
    phone.start()
    await browser.pass(60_000)
    expect(phone.getState().line).toEqual({ kind: 'no_microphone', problem })
    expect(server.offers).toEqual([])
  })

  test('plugging a headset in brings the phone up by itself', async () => {
    const { browser, phone, line } = desk()
    browser.refusals.set('', 'NotFoundError')
    phone.start()
    await browser.pass(0)
    expect(line()).toBe('no_microphone')
    browser.refusals.clear()
    await browser.plug()
    browser.peer.become('connected')
    expect(line()).toBe('up')
  })

  test('a remembered microphone that is gone gives way to the preferred one, and says so', async () => {
    const { browser, phone, up } = desk(fakeMemory({ microphone: 'old-headset' }))
    browser.refusals.set('old-headset', 'OverconstrainedError')
    await up()
    expect(browser.microphone.deviceId).toBe('')
    expect(phone.getState().devices.microphoneReplaced).toBe(true)
  })
})

describe('staying up', () => {
  test('a network that heals within three seconds keeps its leg', async () => {
    const { browser, server, line, up } = desk()
    await up()
    browser.peer.become('disconnected')
    await browser.pass(2_900)
    browser.peer.become('connected')
    await browser.pass(10_000)
    expect(server.offers).toHaveLength(1)
    expect(line()).toBe('up')
  })

  test('three seconds of silence open a new leg and close the old one', async () => {
    const { browser, server, up } = desk()
    await up()
    const first = browser.peer
    first.become('disconnected')
    await browser.pass(3_000)
    expect(server.offers).toHaveLength(2)
    expect(first.isClosed).toBe(true)
    expect(browser.microphones).toHaveLength(1)
  })

  test('a server that is away is asked again after 1, 2, 4, 8, 15 and then every 15 seconds', async () => {
    const { browser, server, phone } = desk()
    server.refuses = true
    phone.start()
    await browser.pass(0)
    for (const [attempt, wait] of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000].entries()) {
      expect(phone.getState().line).toEqual({
        kind: 'waiting',
        attempt: attempt + 1,
        retryAt: browser.now() + wait,
      })
      await browser.pass(wait - 1)
      expect(server.offers).toHaveLength(attempt + 1)
      await browser.pass(1)
      expect(server.offers).toHaveLength(attempt + 2)
    }
  })

  test('a leg that never connects is given up after fifteen seconds', async () => {
    const { browser, server, phone, line } = desk()
    phone.start()
    await browser.pass(0)
    browser.peer.become('connecting')
    await browser.pass(14_999)
    expect(line()).toBe('opening')
    await browser.pass(1)
    expect(line()).toBe('waiting')
    await browser.pass(1_000)
    expect(server.offers).toHaveLength(2)
  })

  test('coming back online does not wait for the next attempt', async () => {
    const { browser, server, phone, line } = desk()
    server.refuses = true
    phone.start()
    await browser.pass(20_000)
    server.refuses = false
    await browser.comeOnline()
    browser.peer.become('connected')
    expect(line()).toBe('up')
  })

  test('a leg the server has lost is opened again, but a fresh one is given time', async () => {
    const { browser, server, phone, up } = desk()
    await up()
    phone.serverSees('down')
    await browser.pass(0)
    expect(server.offers).toHaveLength(1)
    await browser.pass(5_000)
    phone.serverSees('down')
    await browser.pass(0)
    expect(server.offers).toHaveLength(2)
  })

  test('an answer that comes after signing out changes nothing', async () => {
    const { browser, server, phone, line } = desk()
    phone.start()
    phone.stop()
    await browser.pass(60_000)
    expect(line()).toBe('off')
    expect(server.offers).toEqual([])
    expect(browser.microphones.every(it => it.isClosed)).toBe(true)
  })
})

describe('talking', () => {
  test('the microphone is open only during a call and while not muted', async () => {
    const { browser, phone, up } = desk()
    await up()
    const { track } = browser.microphone
    phone.setTalking(true)
    expect(track.enabled).toBe(true)
    phone.setMuted(true)
    expect(track.enabled).toBe(false)
    phone.setTalking(false)
    expect(track.enabled).toBe(false)
  })

  test('muting ends with the call it was meant for', async () => {
    const { browser, phone, up } = desk()
    await up()
    phone.setTalking(true)
    phone.setMuted(true)
    phone.setTalking(false)
    phone.setTalking(true)
    expect(phone.getState().muted).toBe(false)
    expect(browser.microphone.track.enabled).toBe(true)
  })

  test('a reconnect in the middle of a call stays muted', async () => {
    const { browser, phone, up } = desk()
    await up()
    phone.setTalking(true)
    phone.setMuted(true)
    browser.peer.become('failed')
    await browser.pass(1_000)
    browser.peer.become('connected')
    expect(phone.getState().line.kind).toBe('up')
    expect(phone.getState().muted).toBe(true)
    expect(browser.microphone.track.enabled).toBe(false)
  })

  test('unplugging the microphone puts the next one on the same leg', async () => {
    const { browser, server, phone, up } = desk()
    await up()
    phone.setTalking(true)
    const first = browser.microphone
    first.unplug()
    await browser.pass(0)
    expect(browser.microphones).toHaveLength(2)
    expect(first.isClosed).toBe(true)
    expect(browser.peer.track).toBe(browser.microphone.track)
    expect(browser.microphone.track.enabled).toBe(true)
    expect(server.offers).toHaveLength(1)
  })

  test('losing the only microphone takes the phone down with a reason', async () => {
    const { browser, phone, up } = desk()
    await up()
    browser.refusals.set('', 'NotFoundError')
    browser.microphone.unplug()
    await browser.pass(0)
    expect(phone.getState().line).toEqual({ kind: 'no_microphone', problem: 'missing' })
    expect(browser.peer.isClosed).toBe(true)
  })
})

describe('devices', () => {
  test('a chosen microphone is remembered and used at once', async () => {
    const { browser, server, phone, up, memory } = desk()
    await up()
    await phone.chooseMicrophone('desk-mic')
    expect(memory.kept.microphone).toBe('desk-mic')
    expect(browser.peer.track).toBe(browser.microphone.track)
    expect(browser.microphone.deviceId).toBe('desk-mic')
    expect(server.offers).toHaveLength(1)
  })

  test('a chosen speaker that is gone gives way to the preferred one', async () => {
    const { browser, phone, up } = desk()
    await up()
    await phone.chooseSpeaker('headset')
    expect(browser.peer.speakerDevice).toBe('headset')
    browser.peer.goneSpeakers.add('other')
    await phone.chooseSpeaker('other')
    expect(browser.peer.speakerDevice).toBe('')
    expect(phone.getState().devices.chosen.speaker).toBe('')
  })
})

test('the quality of the last interval follows what the browser counts', async () => {
  const { browser, phone, up } = desk()
  const count = (packetsReceived: number, packetsLost: number) => {
    browser.peer.stats = [{ type: 'inbound-rtp', kind: 'audio', packetsReceived, packetsLost, jitter: 0.004 }]
  }
  await up()
  count(100, 0)
  await browser.pass(2_000)
  count(200, 0)
  await browser.pass(2_000)
  expect(phone.getState().figures?.quality).toBe('good')
  count(290, 10)
  await browser.pass(2_000)
  expect(phone.getState().figures).toEqual({
    quality: 'poor',
    loss: 0.1,
    jitterMs: 4,
    roundTripMs: undefined,
  })
})
