import { backoffMs } from '@naru/phone'

/** What this file needs of a WebSocket; a browser's satisfies it as it is. */
export interface SocketLike {
  addEventListener(type: 'open' | 'close', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  send(text: string): void
  close(): void
}

export type RealtimeEnvironment = {
  connect: () => SocketLike
  now: () => number
  after: (ms: number, run: () => void) => () => void
  random: () => number
  /** Tells when the computer loses its network and when it has one again. */
  onNetwork: (listener: (isThere: boolean) => void) => () => void
}

export type RealtimeState =
  | { kind: 'off' }
  | { kind: 'connecting' }
  | { kind: 'open' }
  /** `retryAt` is on the environment's clock. */
  | { kind: 'waiting'; retryAt: number }

const PING_EVERY_MS = 20_000
/** Two pings unanswered: the line is dead even if the browser has not noticed. */
const SILENCE_MS = 45_000

/** Keeps one WebSocket open for as long as somebody is signed in. Knows nothing of what the messages mean. */
export class RealtimeConnection {
  readonly #environment: RealtimeEnvironment
  readonly #onMessage: (message: unknown) => void
  readonly #listeners = new Set<() => void>()
  #state: RealtimeState = { kind: 'off' }
  #socket: SocketLike | undefined
  #failures = 0
  #heardAt = 0
  /** Said again on every new connection. */
  #dashboardWanted = 0
  #cancelTimer = () => {}
  #stopListening = () => {}

  constructor(environment: RealtimeEnvironment, onMessage: (message: unknown) => void) {
    this.#environment = environment
    this.#onMessage = onMessage
  }

  readonly getState = () => this.#state

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  start() {
    if (this.#state.kind !== 'off') return
    this.#failures = 0
    this.#stopListening = this.#environment.onNetwork(isThere => {
      if (isThere) this.retryNow()
      // The socket would find out by silence, most of a minute later.
      else if (this.#state.kind === 'open' || this.#state.kind === 'connecting') this.#lost()
    })
    this.#connect()
  }

  stop() {
    this.#stopListening()
    this.#become({ kind: 'off' })
    this.#drop()
  }

  retryNow() {
    if (this.#state.kind === 'waiting') this.#connect()
  }

  /** Figures are sent only while somebody looks at them. Returns how to stop looking. */
  watchDashboard(): () => void {
    this.#dashboardWanted += 1
    if (this.#dashboardWanted === 1) this.#sayDashboard(true)
    return () => {
      this.#dashboardWanted -= 1
      if (this.#dashboardWanted === 0) this.#sayDashboard(false)
    }
  }

  #connect() {
    this.#drop()
    this.#become({ kind: 'connecting' })
    const socket = this.#environment.connect()
    this.#socket = socket
    const isCurrent = () => socket === this.#socket
    socket.addEventListener('open', () => {
      if (!isCurrent()) return
      this.#failures = 0
      this.#heardAt = this.#environment.now()
      this.#become({ kind: 'open' })
      if (this.#dashboardWanted > 0) this.#sayDashboard(true)
      this.#keepAlive()
    })
    socket.addEventListener('message', event => {
      if (!isCurrent()) return
      this.#heardAt = this.#environment.now()
      const message = parse(event.data)
      if (message !== undefined) this.#onMessage(message)
    })
    socket.addEventListener('close', () => {
      if (isCurrent()) this.#lost()
    })
  }

  #keepAlive() {
    this.#cancelTimer = this.#environment.after(PING_EVERY_MS, () => {
      if (this.#environment.now() - this.#heardAt >= SILENCE_MS) {
        this.#lost()
        return
      }
      this.#socket?.send(JSON.stringify({ type: 'ping' }))
      this.#keepAlive()
    })
  }

  #lost() {
    this.#drop()
    this.#failures += 1
    const wait = backoffMs(this.#failures, this.#environment.random())
    this.#become({ kind: 'waiting', retryAt: this.#environment.now() + wait })
    this.#cancelTimer = this.#environment.after(wait, () => this.#connect())
  }

  #drop() {
    this.#cancelTimer()
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  #sayDashboard(on: boolean) {
    if (this.#state.kind === 'open') this.#socket?.send(JSON.stringify({ type: 'subscribe_dashboard', on }))
  }

  #become(state: RealtimeState) {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

function parse(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined
  } catch {
    return undefined
  }
}
