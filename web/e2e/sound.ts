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

const SILENCE = 0
/** The width of a bin, and a little. */
const TOLERANCE = 12

const heardBy = (page: Page) => page.evaluate(() => window.heardTone?.() ?? 0)

/** Listens until the page hears a hum at `hertz`. */
export async function expectHum(page: Page, hertz: number) {
  const isHeard = async () => Math.abs((await heardBy(page)) - hertz) < TOLERANCE
  await expect.poll(isHeard, { message: `the loudest tone should be ${hertz} Hz` }).toBe(true)
}

/** Listens until the page hears something, and that is not the hum at `hertz`. */
export async function expectMusicInsteadOf(page: Page, hertz: number) {
  const isMusic = async () => {
    const heard = await heardBy(page)
    return heard !== SILENCE && Math.abs(heard - hertz) > TOLERANCE
  }
  await expect.poll(isMusic, { message: `something other than ${hertz} Hz should be heard` }).toBe(true)
}

/** Listens until the page hears nothing. */
export async function expectSilence(page: Page) {
  await expect.poll(() => heardBy(page), { message: 'nothing should be heard' }).toBe(SILENCE)
}

/** Which of the tones is the loudest at the left and at the right of the recording that a page plays. */
export async function recordedTones(page: Page, tones: number[]) {
  return page.evaluate(async frequencies => {
    const address = document.querySelector('audio[src*="/recordings/"]')?.getAttribute('src') ?? ''
    const bytes = await (await fetch(address)).arrayBuffer()
    const sound = await new OfflineAudioContext(2, 1, 48_000).decodeAudioData(bytes)
    // Goertzel: how much of one frequency there is.
    const power = (samples: Float32Array, hertz: number) => {
      const turn = 2 * Math.cos((2 * Math.PI * hertz) / sound.sampleRate)
      let before = 0
      let last = 0
      for (const sample of samples) [before, last] = [last, sample + turn * last - before]
      return before * before + last * last - turn * before * last
    }
    return [0, 1].map(channel => {
      const samples = sound.getChannelData(channel)
      return frequencies.reduce((best, it) => (power(samples, it) > power(samples, best) ? it : best))
    })
  }, tones)
}
