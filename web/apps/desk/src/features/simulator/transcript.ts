import type { Happening, Simulation } from '@naru/api'

/** One thing to see on the phone: what was said in a row is one bubble. */
export type Line =
  | { kind: 'said'; text: string; durationMs: number; choices: { digit: string; name: string }[] }
  | { kind: 'pressed'; digits: string }
  | { kind: 'note'; happening: Noted }

/** What happened beside talking and pressing keys. */
export type Noted = Exclude<Happening, { kind: 'said' | 'pressed' | 'entered' }>

/** Whoever is spoken to again after this long is told something else. */
const PAUSE_MS = 2_000

/** What the phone shows, top to bottom. */
export function linesOf(happenings: readonly Happening[]): Line[] {
  const lines: Line[] = []
  let quietSince = 0
  for (const it of happenings) {
    const last = lines.at(-1)
    switch (it.kind) {
      case 'entered':
        break
      case 'said': {
        const text = it.texts.join(' ')
        if (last?.kind === 'said' && it.at_ms - quietSince < PAUSE_MS) {
          last.text = `${last.text} ${text}`
          last.durationMs += it.duration_ms
          last.choices = it.choices.length > 0 ? it.choices : last.choices
        } else lines.push({ kind: 'said', text, durationMs: it.duration_ms, choices: it.choices })
        quietSince = it.at_ms + it.duration_ms
        break
      }
      case 'pressed':
        if (last?.kind === 'pressed') last.digits += it.digit
        else lines.push({ kind: 'pressed', digits: it.digit })
        break
      default:
        lines.push({ kind: 'note', happening: it })
    }
  }
  return lines
}

/** What is said last, and said since the last key: what a caller would be hearing now. */
export function sayingNow(lines: readonly Line[]): Extract<Line, { kind: 'said' }> | undefined {
  const lastKey = lines.findLastIndex(it => it.kind === 'pressed')
  return lines.slice(lastKey + 1).findLast(it => it.kind === 'said')
}

/** How long the call has lasted when all of it has been said. */
export function elapsedMs({ happenings }: Simulation): number {
  return Math.max(0, ...happenings.map(it => it.at_ms + (it.kind === 'said' ? it.duration_ms : 0)))
}

/** How much of a text has been said at a moment, cut between words. */
export function cutAt(text: string, ratio: number): [said: string, rest: string] {
  const at = Math.round(text.length * Math.min(1, Math.max(0, ratio)))
  if (at === 0 || at === text.length) return [text.slice(0, at), text.slice(at)]
  const space = text.indexOf(' ', at)
  const end = space === -1 ? text.length : space
  return [text.slice(0, end), text.slice(end)]
}
