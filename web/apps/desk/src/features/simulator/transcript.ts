import type { Happening, Simulation } from '@naru/api'

/** A text, and the sound of the library that is heard instead of it. */
export type Part = { text: string; soundId: string | null }

/** One thing to see on the phone: what was said in a row is one bubble. */
export type Line =
  | { kind: 'said'; parts: Part[]; durationMs: number; choices: { digit: string; name: string }[] }
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
        const parts = it.texts.map((text, index) => ({ text, soundId: it.sound_ids[index] ?? null }))
        if (last?.kind === 'said' && it.at_ms - quietSince < PAUSE_MS) {
          last.parts = inOneBreath([...last.parts, ...parts])
          last.durationMs += it.duration_ms
          last.choices = it.choices.length > 0 ? it.choices : last.choices
        } else
          lines.push({
            kind: 'said',
            parts: inOneBreath(parts),
            durationMs: it.duration_ms,
            choices: it.choices,
          })
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

/** What the voice says in a row is spoken as one text; a sound of the library stands by itself. */
function inOneBreath(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && !last.soundId && !part.soundId)
      joined.splice(-1, 1, { ...last, text: `${last.text} ${part.text}` })
    else joined.push(part)
  }
  return joined
}

/** Everything that is said in a bubble. */
export function textOf(parts: readonly Part[]): string {
  return parts
    .map(it => it.text)
    .filter(Boolean)
    .join(' ')
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

/** How much of a bubble has been said when so much of one of its parts has been. */
export function cutParts(parts: readonly Part[], index: number, ratio: number): [said: string, rest: string] {
  const [said, rest] = cutAt(parts[index]?.text ?? '', ratio)
  const after = parts.slice(index + 1).map(it => ` ${it.text}`)
  return [[...parts.slice(0, index).map(it => it.text), said].join(' '), rest + after.join('')]
}

/** How much of a text has been said at a moment, cut between words. */
export function cutAt(text: string, ratio: number): [said: string, rest: string] {
  const at = Math.round(text.length * Math.min(1, Math.max(0, ratio)))
  if (at === 0 || at === text.length) return [text.slice(0, at), text.slice(at)]
  const space = text.indexOf(' ', at)
  const end = space === -1 ? text.length : space
  return [text.slice(0, end), text.slice(end)]
}
