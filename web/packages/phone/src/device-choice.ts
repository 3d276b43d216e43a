import type { Device, Environment } from './environment'
import { microphoneProblem } from './microphone-problem'
import { Observable } from './observable'
import type { MicrophoneLike } from './peer'

/** What a device is used for. An empty id is the device the system prefers. */
export type Use = 'microphone' | 'speaker' | 'ringer'
export type Chosen = Record<Use, string>

export type Devices = {
  microphones: Device[]
  speakers: Device[]
  chosen: Chosen
  /** The chosen microphone was gone, so that another one is in use: worth a word on the screen. */
  microphoneReplaced: boolean
  canChooseSpeaker: boolean
}

/** Where the choice is kept between visits. */
export interface Memory {
  read(use: Use): string
  write(use: Use, deviceId: string): void
}

/** Which microphone, speaker and ringer this agent uses on this computer. */
export class DeviceChoice {
  readonly #environment: Environment
  readonly #memory: Memory
  readonly #store: Observable<Devices>

  constructor(environment: Environment, memory: Memory) {
    this.#environment = environment
    this.#memory = memory
    this.#store = new Observable<Devices>({
      microphones: [],
      speakers: [],
      chosen: {
        microphone: memory.read('microphone'),
        speaker: memory.read('speaker'),
        ringer: memory.read('ringer'),
      },
      microphoneReplaced: false,
      canChooseSpeaker: environment.canChooseSpeaker,
    })
  }

  get subscribe() {
    return this.#store.subscribe
  }

  get get() {
    return this.#store.get
  }

  choose(use: Use, deviceId: string) {
    this.#memory.write(use, deviceId)
    const chosen = { ...this.#store.get().chosen, [use]: deviceId }
    this.#store.update(use === 'microphone' ? { chosen, microphoneReplaced: false } : { chosen })
  }

  /** Opens the chosen microphone or, when that one is unplugged, the system's own choice. */
  async openMicrophone(): Promise<MicrophoneLike> {
    const wanted = this.#store.get().chosen.microphone
    const microphone = await this.#openOrFallBack(wanted)
    // Labels are hidden until the first permission, so the list is only complete now.
    await this.refresh()
    return microphone
  }

  async refresh() {
    const devices = await this.#environment.listDevices()
    this.#store.update({
      microphones: devices.filter(it => it.kind === 'microphone'),
      speakers: devices.filter(it => it.kind === 'speaker'),
    })
  }

  async #openOrFallBack(wanted: string): Promise<MicrophoneLike> {
    try {
      const microphone = await this.#environment.openMicrophone(wanted)
      this.#store.update({ microphoneReplaced: false })
      return microphone
    } catch (error) {
      if (wanted === '' || microphoneProblem(error) !== 'missing') throw error
      const microphone = await this.#environment.openMicrophone('')
      this.#store.update({ microphoneReplaced: true })
      return microphone
    }
  }
}
