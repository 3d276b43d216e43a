import type { Device, Environment } from './environment'
import { InsecurePageError } from './microphone-problem'
import type { MicrophoneLike, SpeakerLike } from './peer'

const KIND: Partial<Record<MediaDeviceKind, Device['kind']>> = {
  audioinput: 'microphone',
  audiooutput: 'speaker',
}

/** The environment of a real browser. */
export function browserEnvironment(): Environment {
  // Absent, whatever the types say, on a page that did not come over HTTPS.
  const mediaDevices: MediaDevices | undefined = navigator.mediaDevices
  return {
    now: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    createPeer() {
      const peer = new RTCPeerConnection()
      return { peer, speaker: speakerOf(peer) }
    },
    async openMicrophone(deviceId) {
      if (!mediaDevices) throw new InsecurePageError()
      const stream = await mediaDevices.getUserMedia({
        audio: {
          echoCancellation: true,
          noiseSuppression: true,
          autoGainControl: true,
          ...(deviceId === '' ? {} : { deviceId: { exact: deviceId } }),
        },
      })
      return microphoneOf(stream)
    },
    async listDevices() {
      const devices = (await mediaDevices?.enumerateDevices()) ?? []
      return devices.flatMap(it => {
        const kind = KIND[it.kind]
        // Chrome repeats the preferred device under a made-up id; an empty id already means that one.
        const isAlias = it.deviceId === 'default' || it.deviceId === 'communications' || it.deviceId === ''
        return kind && !isAlias ? [{ kind, id: it.deviceId, label: it.label }] : []
      })
    },
    onDevicesChanged(listener) {
      mediaDevices?.addEventListener('devicechange', listener)
      return () => mediaDevices?.removeEventListener('devicechange', listener)
    },
    onOnline(listener) {
      globalThis.addEventListener('online', listener)
      return () => globalThis.removeEventListener('online', listener)
    },
    canChooseSpeaker: 'setSinkId' in HTMLMediaElement.prototype,
  }
}

function speakerOf(peer: RTCPeerConnection): SpeakerLike {
  const audio = new Audio()
  audio.autoplay = true
  peer.addEventListener('track', event => {
    audio.srcObject = new MediaStream([event.track])
    // Refused only on a page nobody has touched yet; signing in and calling are both clicks.
    audio.play().catch(() => {})
  })
  return {
    async setDevice(deviceId) {
      if (audio.sinkId !== deviceId) await audio.setSinkId(deviceId)
    },
    close() {
      audio.srcObject = null
    },
  }
}

function microphoneOf(stream: MediaStream): MicrophoneLike {
  const [track] = stream.getAudioTracks()
  if (!track) throw new DOMException('the stream has no audio', 'NotFoundError')
  // Made when somebody looks at the level: an audio context wants a click first, and costs a thread.
  let meter: ReturnType<typeof levelMeter> | undefined
  return {
    track,
    deviceId: track.getSettings().deviceId ?? '',
    level() {
      meter ??= levelMeter(stream)
      return meter.level()
    },
    onLost(listener) {
      track.addEventListener('ended', listener)
    },
    close() {
      track.stop()
      meter?.close()
    },
  }
}

function levelMeter(stream: MediaStream) {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, it) => sum + it * it, 0) / samples.length
      // Speech lies between −60 and −10 dBFS; that span fills the meter.
      const decibels = 10 * Math.log10(power + 1e-9)
      return Math.min(1, Math.max(0, (decibels + 60) / 50))
    },
    close() {
      void context.close()
    },
  }
}
