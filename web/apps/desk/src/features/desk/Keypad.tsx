import { ActionIcon } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconX } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import classes from './Keypad.module.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

type Props = { onDigit: (digit: string) => void; onClose: () => void }

/** Digits for the other side's menus. Docked below the call bar; number keys work while it is open. */
export function Keypad({ onDigit, onClose }: Props) {
  const t = useT()
  const [sent, setSent] = useState('')
  const press = (digit: string) => {
    setSent(sent + digit)
    onDigit(digit)
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
    if (isTyping || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'Escape') onClose()
    if (KEYS.some(it => it === event.key)) press(event.key)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <section className={classes.keypad} aria-label={t('call.keypad')}>
      <output className={classes.sent} aria-label={t('call.sent_digits')}>
        {sent || <span className={classes.hint}>{t('call.keypad_hint')}</span>}
      </output>
      <div className={classes.keys}>
        {KEYS.map(digit => (
          <button key={digit} type="button" className={classes.key} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
      </div>
      <ActionIcon className={classes.close ?? ''} aria-label={t('call.close_keypad')} onClick={onClose}>
        <IconX size={16} />
      </ActionIcon>
    </section>
  )
}
