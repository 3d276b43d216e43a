import { expect, test } from 'vitest'
import { RealtimeConnection, type SocketLike } from './realtime-connection'

class FakeSocket implements SocketLike {
  readonly sent: string[] = []
  isClosed = false
  #listeners: { type: string; listener: (event: { data: unknown }) => void }[] = []

  addEventListener(type: string, listener: (event: { data: unknown }) => void) {
    this.#listeners.push({ type, listener })
  }

  send(text: string) {
    this.sent.push(text)
  }

  close() {
    this.isClosed = true
  }

  say(type: string, data?: unknown) {
    for (const it of this.#listeners.filter(listener => listener.type === type)) it.listener({ data })
  }
}

function line() {
  const sockets: FakeSocket[] = []
  const messages: unknown[] = []
  let now = 0
  let network: (isThere: boolean) => void = () => {}
  let timers: { at: number; run: () => void }[] = []
  const connection = new RealtimeConnection(
    {
      connect: () => {
        const socket = new FakeSocket()
        sockets.push(socket)
        return socket
      },
      now: () => now,
      after: (ms, run) => {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => {
          timers = timers.filter(it => it !== timer)
        }
      },
      random: () => 0.5,
      onNetwork: listener => {
        network = listener
        return () => {
          network = () => {}
        }
      },
    },
    message => messages.push(message),
  )
  const pass = (ms: number) => {
    const until = now + ms
    for (;;) {
      const next = timers.filter(it => it.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      timers = timers.filter(it => it !== next)
      now = next.at
      next.run()
    }
    now = until
  }
  const socket = () => {
    const newest = sockets.at(-1)
    if (!newest) throw new Error('nothing has connected')
    return newest
  }
  const setNetwork = (isThere: boolean) => network(isThere)
  return { connection, sockets, messages, pass, socket, setNetwork, now: () => now }
}

test('messages are handed on, and what is no JSON is dropped', () => {
  const { connection, messages, socket } = line()
  connection.start()
  socket().say('open')
  socket().say('message', '{"type":"pong","server_time":"2026-11-20T05:44:59Z"}')
  socket().say('message', '<html>')
  expect(messages).toEqual([{ type: 'pong', server_time: '2026-11-20T05:44:59Z' }])
})

test('a lost line comes back after 1, 2 and 4 seconds, and counts from one again once it is open', () => {
  const { connection, sockets, pass, socket, now } = line()
  connection.start()
  for (const wait of [1_000, 2_000, 4_000]) {
    socket().say('close')
    expect(connection.getState()).toEqual({ kind: 'waiting', retryAt: now() + wait })
    pass(wait)
  }
  expect(sockets).toHaveLength(4)
  socket().say('open')
  socket().say('close')
  expect(connection.getState()).toEqual({ kind: 'waiting', retryAt: now() + 1_000 })
})

test('a line that answers no ping is dead even though it is open', () => {
  const { connection, pass, socket } = line()
  connection.start()
  const first = socket()
  first.say('open')
  pass(60_000)
  expect(first.sent).toEqual(['{"type":"ping"}', '{"type":"ping"}'])
  expect(first.isClosed).toBe(true)
  expect(connection.getState().kind).toBe('waiting')
})

test('a computer without a network is told so at once, and connects as soon as there is one', () => {
  const { connection, sockets, socket, setNetwork } = line()
  connection.start()
  socket().say('open')
  setNetwork(false)
  expect(connection.getState().kind).toBe('waiting')
  setNetwork(true)
  expect(sockets).toHaveLength(2)
  expect(connection.getState().kind).toBe('connecting')
  connection.stop()
  setNetwork(false)
  expect(connection.getState().kind).toBe('off')
})

test('whoever watches the dashboard still does after a reconnect', () => {
  const { connection, pass, socket } = line()
  connection.start()
  socket().say('open')
  const stop = connection.watchDashboard()
  expect(socket().sent).toEqual(['{"type":"subscribe_dashboard","on":true}'])
  socket().say('close')
  pass(1_000)
  socket().say('open')
  expect(socket().sent).toEqual(['{"type":"subscribe_dashboard","on":true}'])
  stop()
  expect(socket().sent).toHaveLength(2)
})

test('signing out closes the line and nothing opens it again', () => {
  const { connection, sockets, pass, socket } = line()
  connection.start()
  socket().say('open')
  connection.stop()
  socket().say('close')
  pass(60_000)
  expect(sockets).toHaveLength(1)
  expect(connection.getState().kind).toBe('off')
})
