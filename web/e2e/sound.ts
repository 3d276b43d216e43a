import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    heardTone?: () => number
  }
}

/** Before the page loads: its microphone hums at `hertz`, and what it hears can be asked for. */
export async function hum(page: Page, hertz: number) {
  await page.addInitScript(frequency => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext()
      const oscillator = new OscillatorNode(context, { frequency })
      const microphone = context.createMediaStreamDestination()
      oscillator.connect(new GainNode(context, { gain: 0.4 })).connect(microphone)
      oscillator.start()
      return microphone.stream
    }
    const Peer = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Peer {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        this.addEventListener('track', ({ track }) => {
          const context = new AudioContext()
          const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 })
          context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
          window.heardTone = () => {
            const spectrum = new Float32Array(analyser.frequencyBinCount)
            analyser.getFloatFrequencyData(spectrum)
            const peak = spectrum.reduce(
              (best, level, bin) => (level > (spectrum[best] ?? 0) ? bin : best),
              0,
            )
            // Below this it is noise, not a hum.
            if ((spectrum[peak] ?? -200) < -60) return 0
            return (peak * context.sampleRate) / analyser.fftSize
          }
        })
      }
    }
  }, hertz)
}

/** Listens until the page hears a hum at `hertz`, give or take the width of a bin. */
export async function expectHum(page: Page, hertz: number) {
  const isHeard = async () => {
    const heard = await page.evaluate(() => window.heardTone?.() ?? 0)
    return Math.abs(heard - hertz) < 12
  }
  await expect.poll(isHeard, { message: `the loudest tone should be ${hertz} Hz` }).toBe(true)
}
