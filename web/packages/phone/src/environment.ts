import type { MicrophoneLike, PeerLike, SpeakerLike, Timers } from './peer'

export type DeviceKind = 'microphone' | 'speaker'
export type Device = { kind: DeviceKind; id: string; label: string }

/** Everything outside this package: the browser in the app, fakes in tests. */
export interface Environment extends Timers {
  /** 0 up to 1, for the jitter of retries. */
  random(): number
  /** A connection whose remote audio plays on the given speaker as soon as it arrives. */
  createPeer(): { peer: PeerLike; speaker: SpeakerLike }
  /** Asks for the microphone; rejects with what `getUserMedia` rejects with. */
  openMicrophone(deviceId: string): Promise<MicrophoneLike>
  listDevices(): Promise<Device[]>
  /** Both return how to stop listening. */
  onDevicesChanged(listener: () => void): () => void
  onOnline(listener: () => void): () => void
  /** Whether this browser can play on a chosen speaker. */
  readonly canChooseSpeaker: boolean
}
