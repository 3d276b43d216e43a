import { useEffect } from 'preact/hooks'
import type { Say } from './texts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

type Props = { digits: string; say: Say; onPress: (digit: string) => void }

/** A telephone's keys; those of a keyboard work too. */
export function Keypad({ digits, say, onPress }: Props) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (KEYS.some(it => it === event.key)) onPress(event.key)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [onPress])
  return (
    <div class="keypad">
      <output class="digits" aria-label={say('digits')}>
        {digits.slice(-16)}
      </output>
      <div class="keys">
        {KEYS.map(digit => (
          <button key={digit} type="button" onClick={() => onPress(digit)}>
            {digit}
          </button>
        ))}
      </div>
    </div>
  )
}
