import { ActionIcon } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { DigitsTaken as Taken } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './DigitsTaken.module.css'

/** What the caller typed where the menu asked for it, such as an order number. */
export function DigitsTaken({ taken }: { taken: readonly Taken[] }) {
  if (taken.length === 0) return null
  return (
    <ul className={classes.list}>
      {taken.map((it, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be asked for twice; their order is fixed
        <li key={index}>
          <span className={classes.label}>{it.label}</span>
          <CopyableDigits taken={it} />
        </li>
      ))}
    </ul>
  )
}

/** The digits, and a button that copies them. */
export function CopyableDigits({ taken: { label, digits } }: { taken: Taken }) {
  const t = useT()
  const clipboard = useClipboard()
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <span className={classes.digits}>
      {digits}
      <ActionIcon
        size={24}
        title={t('digits.copy', { label })}
        aria-label={t('digits.copy', { label })}
        onClick={() => clipboard.copy(digits)}
      >
        <Icon size={15} stroke={1.7} />
      </ActionIcon>
      <span className={classes.said} role="status">
        {clipboard.copied && t('digits.copied')}
      </span>
    </span>
  )
}
