/**
 * What this package needs of WebRTC, no more: RTCPeerConnection and its kin satisfy these interfaces as they are,
 * and so does a fake of forty lines.
 */
export interface TrackLike {
  enabled: boolean
  stop(): void
}

export interface KeypadLike {
  readonly canInsertDTMF: boolean
  /** The tones that have not begun to sound. */
  readonly toneBuffer: string
  insertDTMF(tones: string, duration?: number, gap?: number): void
}

export interface SenderLike {
  replaceTrack(track: TrackLike | null): Promise<void>
  readonly dtmf: KeypadLike | null
}

export interface PeerLike {
  readonly connectionState: RTCPeerConnectionState
  readonly iceGatheringState: RTCIceGatheringState
  readonly localDescription: { readonly sdp: string } | null
  addTransceiver(kind: 'audio', init: { direction: 'sendrecv' }): { readonly sender: SenderLike }
  createOffer(): Promise<{ sdp?: string }>
  setLocalDescription(description: { type: 'offer'; sdp: string }): Promise<void>
  setRemoteDescription(description: { type: 'answer'; sdp: string }): Promise<void>
  getStats(): Promise<{ forEach(visit: (row: unknown) => void): void }>
  addEventListener(type: 'connectionstatechange' | 'icegatheringstatechange', listener: () => void): void
  close(): void
}

/** Where the other side is heard. */
export interface SpeakerLike {
  /** An empty id is the device the system prefers. Rejects when the device is gone. */
  setDevice(deviceId: string): Promise<void>
  close(): void
}

/** An open microphone. */
export interface MicrophoneLike {
  readonly track: TrackLike
  readonly deviceId: string
  /** How loud it is now, 0 to 1. */
  level(): number
  /** Calls back when the device is unplugged or taken away. */
  onLost(listener: () => void): void
  close(): void
}

export interface Timers {
  /** Milliseconds of a clock that only runs forward. */
  now(): number
  /** Runs once after `ms`; the returned function prevents it. */
  after(ms: number, run: () => void): () => void
}
