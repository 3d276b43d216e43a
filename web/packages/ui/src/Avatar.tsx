import classes from './Avatar.module.css'

type Props = { name: string; size?: number }

const TONES = ['brand', 'violet', 'green', 'amber', 'red'] as const

/** The first letter of a name. The colour only helps the eye to find the same person again. */
export function Avatar({ name, size = 30 }: Props) {
  const letters = [...name.trim()]
  const tone = TONES[letters.reduce((sum, it) => sum + (it.codePointAt(0) ?? 0), 0) % TONES.length]
  return (
    <span
      className={classes.avatar}
      data-tone={tone}
      aria-hidden
      style={{ width: size, height: size, fontSize: Math.round(size * 0.4) }}
    >
      {letters[0] ?? '?'}
    </span>
  )
}
