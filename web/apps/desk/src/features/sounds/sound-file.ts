const ENDINGS = ['wav', 'mp3', 'm4a', 'ogg'] as const
/** What the file chooser of the browser offers. */
export const ACCEPTED = ENDINGS.map(it => `.${it}`).join(',')
export const MAX_BYTES = 10 * 1_024 * 1_024

export type FileProblem = 'empty' | 'kind' | 'too_large'

/** Why a file cannot become a sound, before any of it is sent. */
export function fileProblem({ name, size }: { name: string; size: number }): FileProblem | undefined {
  if (!ENDINGS.some(it => name.toLowerCase().endsWith(`.${it}`))) return 'kind'
  if (size === 0) return 'empty'
  return size > MAX_BYTES ? 'too_large' : undefined
}

/** The name of a file without its ending. */
export function nameOfFile(name: string): string {
  return name.replace(/\.[^.]+$/, '').slice(0, 60)
}

const TYPES: Record<string, string> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
}

/** Some browsers know no type for some of these files. */
export function typeOfFile({ name, type }: { name: string; type: string }): string {
  return TYPES[name.toLowerCase().split('.').at(-1) ?? ''] ?? type
}

/** `1.4 MB`, `46 kB`. */
export function spellBytes(bytes: number): string {
  return bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1_000))} kB`
}
