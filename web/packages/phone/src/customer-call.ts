import type { Environment } from './environment'
import { MediaLeg } from './media-leg'
import { type MicrophoneProblem, microphoneProblem } from './microphone-problem'
import { Observable } from './observable'
import type { MicrophoneLike } from './peer'

/** Where the caller is, in the server's words. */
export type CallProgress = {
  state: 'ivr' | 'waiting' | 'talking' | 'held' | 'ended'
  waiting_since?: string | null
  end_reason?: string | null
}

export interface CallSignalling {
  open(offer: string): Promise<{ call_id: string; token: string; answer: string }>
  /** Follows the call until the returned function is called. */
  follow(call: { call_id: string; token: string }, onProgress: (progress: CallProgress) => void): () => void
  hangUp(call: { call_id: string; token: string }): Promise<void>
}

export type CustomerCallState = {
  step:
    | { kind: 'idle' }
    | { kind: 'asking' }
    | { kind: 'opening' }
    | { kind: 'live'; progress: CallProgress; connectedAt: number | undefined }
    /** `lost` is ours: the network between browser and server broke. */
    | { kind: 'ended'; reason: string; lost: boolean; seconds: number }
    | { kind: 'no_microphone'; problem: MicrophoneProblem }
    | { kind: 'refused'; error: unknown }
  muted: boolean
  /** The keys pressed so far, to show the caller that they were. */
  digits: string
}

/** A dip in the network may heal; a customer who hears nothing this long has been cut off. */
const LOST_MS = 10_000

/** A customer's call from a page of the brand: one call, then over. */
export class CustomerCall {
  readonly #environment: Environment
  readonly #signalling: CallSignalling
  readonly #store = new Observable<CustomerCallState>({ step: { kind: 'idle' }, muted: false, digits: '' })
  #leg: MediaLeg | undefined
  #microphone: MicrophoneLike | undefined
  #call: { call_id: string; token: string } | undefined
  #stopFollowing = () => {}
  #cancelLost = () => {}
  #attempt = 0

  constructor(environment: Environment, signalling: CallSignalling) {
    this.#environment = environment
    this.#signalling = signalling
  }

  get subscribe() {
    return this.#store.subscribe
  }

  get getState() {
    return this.#store.get
  }

  /** The call that is on, for a last word when the page is closed. */
  get call() {
    return this.#call
  }

  async start() {
    const { kind } = this.#store.get().step
    if (kind === 'asking' || kind === 'opening' || kind === 'live') return
    this.#attempt += 1
    const attempt = this.#attempt
    const isStale = () => attempt !== this.#attempt
    this.#store.update({ step: { kind: 'asking' }, muted: false, digits: '' })
    try {
      const microphone = await this.#environment.openMicrophone('')
      if (isStale()) return microphone.close()
      this.#microphone = microphone
    } catch (error) {
      if (!isStale())
        this.#store.update({ step: { kind: 'no_microphone', problem: microphoneProblem(error) } })
      return
    }
    this.#store.update({ step: { kind: 'opening' } })
    try {
      await this.#connect(this.#microphone, isStale)
    } catch (error) {
      if (isStale()) return
      this.#release()
      this.#store.update({ step: { kind: 'refused', error } })
    }
  }

  hangUp() {
    const call = this.#call
    this.#end('customer_hung_up', false)
    if (call) this.#signalling.hangUp(call).catch(() => {})
  }

  setMuted(muted: boolean) {
    this.#store.update({ muted })
    if (this.#microphone) this.#microphone.track.enabled = !muted
  }

  press(digit: string) {
    if (this.#store.get().step.kind !== 'live') return
    if (this.#leg?.sendDigits(digit)) this.#store.update({ digits: this.#store.get().digits + digit })
  }

  /** How loud the caller is, 0 to 1: a sign that the microphone works. */
  level(): number {
    return this.#microphone?.level() ?? 0
  }

  async #connect(microphone: MicrophoneLike, isStale: () => boolean) {
    const leg = new MediaLeg(this.#environment.createPeer(), this.#environment)
    this.#leg = leg
    leg.onStateChange(state => {
      if (!isStale()) this.#legChanged(state)
    })
    await leg.speakInto(microphone)
    const offer = await leg.offer()
    if (isStale()) return
    const { answer, ...call } = await this.#signalling.open(offer)
    if (isStale()) {
      // Hung up while the server was answering: it would ring on alone.
      await this.#signalling.hangUp(call)
      return
    }
    this.#call = call
    this.#stopFollowing = this.#signalling.follow(call, progress => {
      if (!isStale()) this.#moved(progress)
    })
    this.#store.update({ step: { kind: 'live', progress: { state: 'ivr' }, connectedAt: undefined } })
    await leg.accept(answer)
  }

  #legChanged(state: RTCPeerConnectionState) {
    this.#cancelLost()
    const { step } = this.#store.get()
    switch (state) {
      case 'connected':
        if (step.kind === 'live' && step.connectedAt === undefined) {
          this.#store.update({ step: { ...step, connectedAt: this.#environment.now() } })
        }
        return
      case 'disconnected':
        this.#cancelLost = this.#environment.after(LOST_MS, () => this.#end('connection_lost', true))
        return
      case 'failed':
      case 'closed':
        this.#end('connection_lost', true)
        return
      case 'new':
      case 'connecting':
        return
    }
  }

  #moved(progress: CallProgress) {
    const { step } = this.#store.get()
    if (step.kind !== 'live') return
    if (progress.state === 'ended') {
      this.#end(progress.end_reason ?? 'customer_hung_up', false)
      return
    }
    this.#store.update({ step: { ...step, progress } })
  }

  #end(reason: string, lost: boolean) {
    const { step } = this.#store.get()
    const connectedAt = step.kind === 'live' ? step.connectedAt : undefined
    const seconds = connectedAt === undefined ? 0 : (this.#environment.now() - connectedAt) / 1_000
    this.#attempt += 1
    this.#release()
    this.#store.update({ step: { kind: 'ended', reason, lost, seconds } })
  }

  #release() {
    this.#cancelLost()
    this.#stopFollowing()
    this.#stopFollowing = () => {}
    this.#leg?.close()
    this.#leg = undefined
    this.#microphone?.close()
    this.#microphone = undefined
    this.#call = undefined
  }
}
