import { backoffMs } from './backoff'
import type { DeviceChoice, Devices } from './device-choice'
import type { Environment } from './environment'
import { MediaLeg } from './media-leg'
import { type MicrophoneProblem, microphoneProblem } from './microphone-problem'
import { Observable } from './observable'
import type { MicrophoneLike } from './peer'
import { type Figures, figuresBetween, type Totals } from './quality'

/** How a leg is opened and closed at the server. */
export interface Signalling {
  open(offer: string): Promise<{ leg_id: string; answer: string }>
  close(): Promise<void>
}

export type Line =
  /** Not wanted: nobody is signed in, or phone was switched off. */
  | { kind: 'off' }
  | { kind: 'opening' }
  | { kind: 'up'; since: number }
  /** Down, and it will try again by itself. `retryAt` is on the environment's clock. */
  | { kind: 'waiting'; attempt: number; retryAt: number }
  /** Down until a person does something about the microphone. */
  | { kind: 'no_microphone'; problem: MicrophoneProblem }

export type PhoneState = {
  line: Line
  /** The agent's wish; it outlives reconnects. */
  muted: boolean
  /** Whether a call is on: the microphone is open only then. */
  talking: boolean
  /** How the audio of the last seconds was; absent while none arrives. */
  figures: Figures | undefined
  devices: Devices
}

/** From the first request to sound; a network that swallows packets never says so by itself. */
const OPENING_MS = 15_000
/** ICE calls a network that stutters "disconnected" at once; after this long it is worth a new leg. */
const DISCONNECTED_MS = 3_000
const FIGURES_EVERY_MS = 2_000
/** The server learns of a new leg a moment after the browser does. */
const SETTLING_MS = 5_000

/**
 * The agent's phone: one warm leg to the server, kept up from sign-in to sign-out so that a call can be answered
 * without waiting for the microphone or for ICE. It knows nothing of calls; the server puts them on the leg.
 */
export class Softphone {
  readonly #environment: Environment
  readonly #signalling: Signalling
  readonly #store: Observable<PhoneState>
  readonly #choice: DeviceChoice
  #microphone: MicrophoneLike | undefined
  #leg: MediaLeg | undefined
  #failures = 0
  /** Grows with every attempt; what an older one still brings is thrown away. */
  #generation = 0
  #cancelTimer = () => {}
  #cancelFigures = () => {}
  #stopListening: (() => void)[] = []

  constructor(environment: Environment, signalling: Signalling, choice: DeviceChoice) {
    this.#environment = environment
    this.#signalling = signalling
    this.#choice = choice
    this.#store = new Observable<PhoneState>({
      line: { kind: 'off' },
      muted: false,
      talking: false,
      figures: undefined,
      devices: choice.get(),
    })
    choice.subscribe(() => this.#store.update({ devices: choice.get() }))
  }

  get subscribe() {
    return this.#store.subscribe
  }

  get getState() {
    return this.#store.get
  }

  /** Brings the phone up and keeps it up until `stop`. */
  start() {
    if (this.#store.get().line.kind !== 'off') return
    this.#stopListening = [
      this.#environment.onOnline(() => this.#retryIfDown()),
      this.#environment.onDevicesChanged(() => void this.#devicesChanged()),
    ]
    this.#failures = 0
    void this.#open()
  }

  /** Hangs the phone up for good: nobody is signed in any more. */
  stop() {
    if (this.#store.get().line.kind === 'off') return
    this.#drop()
    for (const stop of this.#stopListening) stop()
    this.#stopListening = []
    this.#closeMicrophone()
    this.#store.update({ line: { kind: 'off' }, talking: false, muted: false })
    // The server notices the silence anyway; asking only makes it quicker.
    this.#signalling.close().catch(() => {})
  }

  /** The agent pressed "connect now", or allowed the microphone. */
  retry() {
    if (this.#store.get().line.kind === 'off') return
    this.#failures = 0
    void this.#open()
  }

  /** The server's view of the leg, which notices some failures earlier than the browser does. */
  serverSees(softphone: 'up' | 'down') {
    const { line } = this.#store.get()
    if (softphone === 'up' || line.kind !== 'up') return
    if (this.#environment.now() - line.since < SETTLING_MS) return
    void this.#open()
  }

  setMuted(muted: boolean) {
    this.#store.update({ muted })
    this.#openOrShutMicrophone()
  }

  /** A call is on or over. Every call starts unmuted: nobody should talk to a customer who hears nothing. */
  setTalking(talking: boolean) {
    if (this.#store.get().talking === talking) return
    this.#store.update(talking ? { talking, muted: false } : { talking })
    this.#openOrShutMicrophone()
  }

  /** How loud the microphone is, 0 to 1. */
  level(): number {
    return this.#microphone?.level() ?? 0
  }

  async chooseMicrophone(deviceId: string) {
    this.#choice.choose('microphone', deviceId)
    if (!this.#leg) {
      this.retry()
      return
    }
    await this.#replaceMicrophone()
  }

  async chooseSpeaker(deviceId: string) {
    this.#choice.choose('speaker', deviceId)
    await this.#applySpeaker()
  }

  chooseRinger(deviceId: string) {
    this.#choice.choose('ringer', deviceId)
  }

  async #open() {
    this.#drop()
    const generation = this.#generation
    const isStale = () => generation !== this.#generation
    this.#store.update({ line: { kind: 'opening' }, figures: undefined })

    if (!this.#microphone) {
      const problem = await this.#openMicrophone(isStale)
      if (isStale()) return
      if (problem) {
        this.#store.update({ line: { kind: 'no_microphone', problem } })
        return
      }
    }
    const microphone = this.#microphone
    if (!microphone) return

    const leg = new MediaLeg(this.#environment.createPeer(), this.#environment)
    this.#leg = leg
    this.#cancelTimer = this.#environment.after(OPENING_MS, () => {
      if (!isStale()) this.#failed()
    })
    leg.onStateChange(state => {
      if (!isStale()) this.#legChanged(state)
    })
    try {
      await leg.speakInto(microphone)
      const offer = await leg.offer()
      if (isStale()) return
      const { answer } = await this.#signalling.open(offer)
      if (isStale()) return
      await leg.accept(answer)
      if (!isStale()) await this.#applySpeaker()
    } catch {
      if (!isStale()) this.#failed()
    }
  }

  async #openMicrophone(isStale: () => boolean): Promise<MicrophoneProblem | undefined> {
    try {
      const microphone = await this.#choice.openMicrophone()
      if (isStale()) {
        microphone.close()
        return undefined
      }
      this.#microphone = microphone
      microphone.onLost(() => {
        if (this.#microphone === microphone) void this.#replaceMicrophone()
      })
      this.#openOrShutMicrophone()
      return undefined
    } catch (error) {
      return microphoneProblem(error)
    }
  }

  /** Puts another microphone on the leg without the other side noticing more than a click. */
  async #replaceMicrophone() {
    this.#closeMicrophone()
    const generation = this.#generation
    const isStale = () => generation !== this.#generation
    const problem = await this.#openMicrophone(isStale)
    if (isStale()) return
    if (problem) {
      this.#drop()
      this.#store.update({ line: { kind: 'no_microphone', problem } })
      return
    }
    if (this.#microphone && this.#leg) await this.#leg.speakInto(this.#microphone)
  }

  #closeMicrophone() {
    const microphone = this.#microphone
    this.#microphone = undefined
    microphone?.close()
  }

  #openOrShutMicrophone() {
    const { talking, muted } = this.#store.get()
    if (this.#microphone) this.#microphone.track.enabled = talking && !muted
  }

  #legChanged(state: RTCPeerConnectionState) {
    switch (state) {
      case 'connected':
        this.#cancelTimer()
        this.#failures = 0
        if (this.#store.get().line.kind !== 'up') {
          this.#store.update({ line: { kind: 'up', since: this.#environment.now() } })
          this.#watchFigures()
        }
        return
      case 'disconnected':
        this.#cancelTimer()
        this.#cancelTimer = this.#environment.after(DISCONNECTED_MS, () => void this.#open())
        return
      case 'failed':
      case 'closed':
        this.#failed()
        return
      case 'new':
      case 'connecting':
        return
    }
  }

  #failed() {
    this.#drop()
    this.#failures += 1
    const wait = backoffMs(this.#failures, this.#environment.random())
    this.#store.update({
      line: { kind: 'waiting', attempt: this.#failures, retryAt: this.#environment.now() + wait },
      figures: undefined,
    })
    this.#cancelTimer = this.#environment.after(wait, () => void this.#open())
  }

  /** Forgets the leg and whatever was under way. */
  #drop() {
    this.#generation += 1
    this.#cancelTimer()
    this.#cancelFigures()
    this.#leg?.close()
    this.#leg = undefined
  }

  #retryIfDown() {
    if (this.#store.get().line.kind === 'waiting') this.retry()
  }

  async #devicesChanged() {
    await this.#choice.refresh()
    // A headset was plugged in: that is what the person was asked to do.
    if (this.#store.get().line.kind === 'no_microphone') this.retry()
  }

  async #applySpeaker() {
    const { speaker } = this.#choice.get().chosen
    if (!this.#leg || !this.#environment.canChooseSpeaker) return
    try {
      await this.#leg.setSpeaker(speaker)
    } catch {
      // The chosen headset is gone. Hearing the customer somewhere beats hearing nothing; the list says where.
      this.#choice.choose('speaker', '')
      await this.#leg.setSpeaker('')
    }
  }

  #watchFigures() {
    let before: Totals | undefined
    const leg = this.#leg
    const read = async () => {
      if (!leg || leg !== this.#leg) return
      const after = await leg.totals()
      if (leg !== this.#leg) return
      if (before) this.#store.update({ figures: figuresBetween(before, after) })
      before = after
      this.#cancelFigures = this.#environment.after(FIGURES_EVERY_MS, () => void read())
    }
    void read()
  }
}
