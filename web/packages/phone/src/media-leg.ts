import type { MicrophoneLike, PeerLike, SenderLike, SpeakerLike, Timers } from './peer'
import { readTotals, type Totals } from './quality'

/** Without trickle the offer must be complete; a slow network interface must not keep a call waiting. */
const GATHERING_MS = 1_000
/** What a key press lasts, and the silence after it: every exchange understands these. */
const DIGIT_MS = 120
const DIGIT_GAP_MS = 80

/** One audio path between this browser and the server: one peer connection from offer to close. */
export class MediaLeg {
  readonly #peer: PeerLike
  readonly #speaker: SpeakerLike
  readonly #timers: Timers
  readonly #sender: SenderLike
  #closed = false
  #unsent = ''

  constructor(parts: { peer: PeerLike; speaker: SpeakerLike }, timers: Timers) {
    this.#peer = parts.peer
    this.#speaker = parts.speaker
    this.#timers = timers
    this.#sender = this.#peer.addTransceiver('audio', { direction: 'sendrecv' }).sender
    this.onStateChange(state => {
      if (state === 'connected') this.#sendUnsent()
    })
  }

  get state(): RTCPeerConnectionState {
    return this.#closed ? 'closed' : this.#peer.connectionState
  }

  onStateChange(listener: (state: RTCPeerConnectionState) => void) {
    this.#peer.addEventListener('connectionstatechange', () => {
      if (!this.#closed) listener(this.#peer.connectionState)
    })
  }

  /** The whole offer, with whatever candidates were found in time. */
  async offer(): Promise<string> {
    const offer = await this.#peer.createOffer()
    await this.#peer.setLocalDescription({ type: 'offer', sdp: offer.sdp ?? '' })
    await this.#gathered()
    return this.#peer.localDescription?.sdp ?? offer.sdp ?? ''
  }

  async accept(answer: string) {
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: answer })
  }

  async speakInto(microphone: MicrophoneLike) {
    await this.#sender.replaceTrack(microphone.track)
  }

  async setSpeaker(deviceId: string) {
    await this.#speaker.setDevice(deviceId)
  }

  /**
   * Sends keypad digits as telephone-events, each in its turn; digits pressed too early wait for the path.
   * False when the other side has not agreed to them.
   */
  sendDigits(digits: string): boolean {
    this.#unsent += digits
    return this.#peer.connectionState !== 'connected' || this.#sendUnsent()
  }

  #sendUnsent(): boolean {
    const { dtmf } = this.#sender
    if (!dtmf?.canInsertDTMF) return false
    // What is inserted replaces what has not sounded yet.
    if (this.#unsent !== '') dtmf.insertDTMF(dtmf.toneBuffer + this.#unsent, DIGIT_MS, DIGIT_GAP_MS)
    this.#unsent = ''
    return true
  }

  async totals(): Promise<Totals> {
    const rows: unknown[] = []
    const report = await this.#peer.getStats()
    report.forEach(row => {
      rows.push(row)
    })
    return readTotals(rows)
  }

  close() {
    if (this.#closed) return
    this.#closed = true
    this.#speaker.close()
    this.#peer.close()
  }

  #gathered(): Promise<void> {
    if (this.#peer.iceGatheringState === 'complete') return Promise.resolve()
    return new Promise(resolve => {
      const cancel = this.#timers.after(GATHERING_MS, resolve)
      this.#peer.addEventListener('icegatheringstatechange', () => {
        if (this.#peer.iceGatheringState !== 'complete') return
        cancel()
        resolve()
      })
    })
  }
}
