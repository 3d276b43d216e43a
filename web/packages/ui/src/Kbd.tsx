import classes from './Kbd.module.css'

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

/** Spells a combination as its keyboard does: `mod+Enter` → ⌘↵ or Ctrl ↵. */
function spellKeys(keys: string): string {
  if (keys === '+') return keys
  return keys
    .split('+')
    .map(key => {
      switch (key) {
        case 'mod':
          return isApple ? '⌘' : 'Ctrl '
        case 'alt':
          return isApple ? '⌥' : 'Alt '
        case 'shift':
          return '⇧'
        case 'Enter':
          return '↵'
        case 'Space':
          return 'Space'
        default:
          return key
      }
    })
    .join('')
    .trim()
}

type Props = { keys: string; on?: 'panel' | 'solid' | 'plain' }

/** The key that does what stands beside it. Hidden from screen readers: `aria-keyshortcuts` tells them. */
export function Kbd({ keys, on = 'panel' }: Props) {
  return (
    <kbd className={classes.kbd} data-on={on} aria-hidden>
      {spellKeys(keys)}
    </kbd>
  )
}
