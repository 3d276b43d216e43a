import { useT } from '@naru/i18n'
import { IconSend2 } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './Phone.module.css'

/** Where somebody who writes types a number they are asked for. */
export function TextPad({ disabled, onSend }: { disabled: boolean; onSend: (digits: string) => void }) {
  const t = useT()
  const [digits, setDigits] = useState('')
  return (
    <form
      className={classes.write}
      onSubmit={event => {
        event.preventDefault()
        if (digits) onSend(digits)
        setDigits('')
      }}
    >
      <input
        inputMode="numeric"
        aria-label={t('simulator.write')}
        placeholder={t('simulator.write')}
        value={digits}
        disabled={disabled}
        onChange={event => setDigits(event.currentTarget.value.replace(/[^0-9*#]/g, ''))}
      />
      <button type="submit" aria-label={t('simulator.send')} disabled={disabled || digits === ''}>
        <IconSend2 size={18} stroke={1.7} />
      </button>
    </form>
  )
}
