import { useT } from '@naru/i18n'
import classes from './Phone.module.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

type Props = {
  /** Keys that lead somewhere now. */
  lit: readonly string[]
  pressed: string | undefined
  disabled: boolean
  onPress: (digit: string) => void
}

/** Keys that lead somewhere are lit; any other can be pressed as well, as a caller might. */
export function Keypad({ lit, pressed, disabled, onPress }: Props) {
  const t = useT()
  return (
    <div className={classes.keys} role="group" aria-label={t('simulator.keypad')}>
      {KEYS.map(key => (
        <button
          key={key}
          type="button"
          data-lit={lit.includes(key) || undefined}
          data-pressed={key === pressed || undefined}
          disabled={disabled}
          aria-label={t(lit.includes(key) ? 'simulator.key_lit' : 'simulator.key', { key })}
          onClick={() => onPress(key)}
        >
          {key}
        </button>
      ))}
    </div>
  )
}
