import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const PROGRAM = process.env.NARU_BINARY ?? '../../target/debug/naru'
const LINE = process.env.NARU_SIP ?? '127.0.0.1:5060'
const MAIN_NUMBER = '07000000412'

/** What a caller at a telephone hums, so that the other side can be sure who it hears. */
export const TELEPHONE_HERTZ = 700

/** A customer at a real SIP telephone: `naru test-call` with a tone, until it is put down. */
export class Telephone {
  readonly #process: ChildProcess

  constructor(from: string, keys: string) {
    this.#process = spawn(
      PROGRAM,
      [
        'test-call',
        `${MAIN_NUMBER}@${LINE}`,
        ...['--from', from, '--digits', keys, '--seconds', '80', '--tone', `${TELEPHONE_HERTZ}`],
      ],
      { stdio: 'ignore' },
    )
  }

  /** Resolves when the other side has ended the call. */
  async ended() {
    if (this.#process.exitCode === null) await once(this.#process, 'exit')
  }

  async putDown() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGINT')
    await gone
  }
}
