import { ringSamples, wavOf } from './ring-sound'

let source: string | undefined

/** Rings on the chosen device until the returned function is called. */
export function ring(deviceId: string): () => void {
  source ??= URL.createObjectURL(new Blob([wavOf(ringSamples())], { type: 'audio/wav' }))
  const audio = new Audio(source)
  audio.loop = true
  const play = async () => {
    if ('setSinkId' in audio && deviceId !== '') {
      // Rings on the system's device when the chosen one is unplugged: a missed call is worse.
      await audio.setSinkId(deviceId).catch(() => {})
    }
    await audio.play()
  }
  play().catch(() => {})
  return () => audio.pause()
}
