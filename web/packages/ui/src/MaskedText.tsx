import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './MaskedText.module.css'

type Props = {
  masked: string
  /** Asks for the value in full; the reason is audited. Absent when the value may not be shown. */
  onReveal?: ((reason: string) => Promise<string>) | undefined
  className?: string | undefined
}

const REASONS = ['identify', 'call_back', 'process'] as const

/** A masked value with an eye beside it. Shown values are masked again when the screen changes. */
export function MaskedText({ masked, onReveal, className }: Props) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [shown, setShown] = useState<{ of: string; value: string }>()
  // A value shown for the previous customer must not stay for the next one.
  const value = shown?.of === masked ? shown.value : undefined
  if (value !== undefined) {
    return (
      <span className={[classes.masked, className].filter(Boolean).join(' ')}>
        {value}
        <ActionIcon size={22} aria-label={t('masked.hide')} onClick={() => setShown(undefined)}>
          <IconEyeOff size={15} stroke={1.7} />
        </ActionIcon>
      </span>
    )
  }
  return (
    <span className={[classes.masked, className].filter(Boolean).join(' ')}>
      {masked}
      {onReveal && (
        <Popover
          opened={opened}
          onChange={setOpened}
          position="bottom-start"
          // Slides along, but does not turn over: on the desk the live call is to the left.
          middlewares={{ flip: false, shift: true }}
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <Tooltip label={t('masked.show')} disabled={opened}>
              <ActionIcon
                size={22}
                aria-label={t('masked.show')}
                aria-expanded={opened}
                onClick={() => setOpened(!opened)}
              >
                <IconEye size={15} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('masked.show')}>
            <ReasonForm
              onSubmit={async reason => {
                setShown({ of: masked, value: await onReveal(reason) })
                setOpened(false)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  )
}

function ReasonForm({ onSubmit }: { onSubmit: (reason: string) => Promise<void> }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const [state, setState] = useState<'asking' | 'sending' | 'refused'>('asking')
  const [refusal, setRefusal] = useState('')
  const submit = async (given: string) => {
    setState('sending')
    try {
      await onSubmit(given)
    } catch (error) {
      setRefusal(error instanceof Error && error.message ? error.message : t('error.unexpected'))
      setState('refused')
    }
  }
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        if (reason.trim()) void submit(reason.trim())
      }}
    >
      <div className={classes.reasons}>
        {REASONS.map(it => (
          <Button
            key={it}
            size="xs"
            disabled={state === 'sending'}
            onClick={() => void submit(t(`masked.reasons.${it}`))}
          >
            {t(`masked.reasons.${it}`)}
          </Button>
        ))}
      </div>
      <div className={classes.line}>
        <TextInput
          aria-label={t('masked.reason')}
          placeholder={t('masked.reason')}
          value={reason}
          maxLength={200}
          onChange={event => setReason(event.currentTarget.value)}
          error={state === 'refused' && refusal}
          data-autofocus
        />
        <Button type="submit" variant="filled" disabled={!reason.trim()} loading={state === 'sending'}>
          {t('masked.confirm')}
        </Button>
      </div>
      <p className={classes.hint}>{t('masked.reason_hint')}</p>
    </form>
  )
}
