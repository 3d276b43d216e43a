import type { Memory, Use } from './device-choice'
import type { Device, Environment } from './environment'
import type { MicrophoneLike, PeerLike } from './peer'

/** A browser whose clock, network and devices the test holds in its hand. */
export class FakeBrowser implements Environment {
  readonly canChooseSpeaker = true
  readonly peers: FakePeer[] = []
  readonly microphones: FakeMicrophone[] = []
  devices: Device[] = [
    { kind: 'microphone', id: 'desk-mic', label: 'Desk microphone' },
    { kind: 'speaker', id: 'headset', label: 'Headset' },
  ]
  /** What asking for the microphone ends with, by device id; anything else opens. */
  refusals = new Map<string, string>()
  #now = 0
  #timers: { at: number; run: () => void }[] = []
  #devicesChanged = new Set<() => void>()
  #online = new Set<() => void>()

  now() {
    return this.#now
  }

  after(ms: number, run: () => void) {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(it => it !== timer)
    }
  }

  random() {
    return 0.5
  }

  createPeer() {
    const peer = new FakePeer()
    this.peers.push(peer)
    return { peer, speaker: peer.speaker }
  }

  async openMicrophone(deviceId: string): Promise<MicrophoneLike> {
    const refusal = this.refusals.get(deviceId)
    if (refusal) throw new DOMException('refused', refusal)
    const microphone = new FakeMicrophone(deviceId)
    this.microphones.push(microphone)
    return microphone
  }

  async listDevices() {
    return this.devices
  }

  onDevicesChanged(listener: () => void) {
    this.#devicesChanged.add(listener)
    return () => {
      this.#devicesChanged.delete(listener)
    }
  }

  onOnline(listener: () => void) {
    this.#online.add(listener)
    return () => {
      this.#online.delete(listener)
    }
  }

  /** Lets time pass and everything that becomes due happen, promises included. */
  async pass(ms: number) {
    const until = this.#now + ms
    for (;;) {
      await settle()
      const next = this.#timers.filter(it => it.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#timers = this.#timers.filter(it => it !== next)
      this.#now = next.at
      next.run()
    }
    this.#now = until
    await settle()
  }

  async plug() {
    for (const listener of this.#devicesChanged) listener()
    await settle()
  }

  async comeOnline() {
    for (const listener of this.#online) listener()
    await settle()
  }

  get peer() {
    const peer = this.peers.at(-1)
    if (!peer) throw new Error('no peer connection has been made')
    return peer
  }

  get microphone() {
    const microphone = this.microphones.at(-1)
    if (!microphone) throw new Error('no microphone has been opened')
    return microphone
  }
}

/** Lets every promise that can settle do so. */
async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

export class FakeMicrophone implements MicrophoneLike {
  readonly track = { enabled: true, stop: () => {} }
  readonly deviceId: string
  isClosed = false
  #lost: (() => void)[] = []

  constructor(deviceId: string) {
    this.deviceId = deviceId
  }

  level() {
    return 0.5
  }

  onLost(listener: () => void) {
    this.#lost.push(listener)
  }

  close() {
    this.isClosed = true
  }

  unplug() {
    for (const listener of this.#lost) listener()
  }
}

export class FakePeer implements PeerLike {
  connectionState: RTCPeerConnectionState = 'new'
  iceGatheringState: RTCIceGatheringState = 'complete'
  localDescription: { sdp: string } | null = null
  remoteDescription: { sdp: string } | null = null
  stats: unknown[] = []
  isClosed = false
  /** The tones that sounded. */
  digits = ''
  readonly keypad = {
    canInsertDTMF: true,
    toneBuffer: '',
    insertDTMF(tones: string) {
      this.toneBuffer = tones
    },
  }
  track: unknown = null
  speakerDevice = ''
  goneSpeakers = new Set<string>()
  readonly speaker = {
    setDevice: async (deviceId: string) => {
      if (this.goneSpeakers.has(deviceId)) throw new DOMException('gone', 'NotFoundError')
      this.speakerDevice = deviceId
    },
    close: () => {},
  }
  #listeners: { type: string; listener: () => void }[] = []

  addTransceiver() {
    return {
      sender: {
        replaceTrack: async (track: unknown) => {
          this.track = track
        },
        dtmf: this.keypad,
      },
    }
  }

  async createOffer() {
    return { sdp: 'offer' }
  }

  async setLocalDescription(description: { sdp: string }) {
    this.localDescription = { sdp: description.sdp }
  }

  async setRemoteDescription(description: { sdp: string }) {
    this.remoteDescription = { sdp: description.sdp }
  }

  async getStats() {
    return this.stats
  }

  addEventListener(type: string, listener: () => void) {
    this.#listeners.push({ type, listener })
  }

  close() {
    this.isClosed = true
  }

  become(state: RTCPeerConnectionState) {
    this.connectionState = state
    this.#tell('connectionstatechange')
  }

  /** Time passes until every tone has sounded. */
  soundTones() {
    this.digits += this.keypad.toneBuffer
    this.keypad.toneBuffer = ''
  }

  gather(candidates: string) {
    this.localDescription = { sdp: `offer ${candidates}` }
    this.iceGatheringState = 'complete'
    this.#tell('icegatheringstatechange')
  }

  #tell(type: string) {
    for (const it of this.#listeners.filter(listener => listener.type === type)) it.listener()
  }
}

export function fakeMemory(
  kept: Partial<Record<Use, string>> = {},
): Memory & { kept: Partial<Record<Use, string>> } {
  return {
    kept,
    read: use => kept[use] ?? '',
    write(use, deviceId) {
      kept[use] = deviceId
    },
  }
}
