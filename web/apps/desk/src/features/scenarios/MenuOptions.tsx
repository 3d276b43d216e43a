import { NumberInput, Switch, Textarea, TextInput, Tooltip } from '@mantine/core'
import type { Takes } from '@naru/api'
import { useT } from '@naru/i18n'
import { Counter } from '@naru/ui'
import classes from './MenuOptions.module.css'
import type { Menu, MenuAction } from './menu-tree'

const MAX_MESSAGE = 1_000

type Props = { menu: Menu; onChange: (changes: Partial<Menu>) => void }

/** What else a menu does before and beside its action: asks for a number, sends a text, offers a callback. */
export function MenuOptions({ menu, onChange }: Props) {
  const t = useT()
  const { takes } = menu
  return (
    <div className={classes.options}>
      <ActionOptions action={menu.action} onChange={action => onChange({ action })} />
      <div className={classes.line} data-wide={takes !== undefined || undefined}>
        <Switch
          label={t('menu.takes')}
          checked={takes !== undefined}
          onChange={event =>
            onChange({ takes: event.currentTarget.checked ? { label: '', min: 1, max: 12 } : undefined })
          }
        />
        {takes && <TakesFields takes={takes} onChange={next => onChange({ takes: next })} />}
      </div>
    </div>
  )
}

function TakesFields({ takes, onChange }: { takes: Takes; onChange: (takes: Takes) => void }) {
  const t = useT()
  const count = (key: 'min' | 'max') => (
    <NumberInput
      size="xs"
      w={76}
      min={1}
      max={20}
      allowDecimal={false}
      clampBehavior="blur"
      aria-label={t(`menu.takes_${key}`)}
      suffix={t('menu.digits_suffix')}
      value={takes[key]}
      error={takes.min > takes.max}
      onChange={value => typeof value === 'number' && onChange({ ...takes, [key]: value })}
    />
  )
  return (
    <>
      <TextInput
        size="xs"
        w={150}
        maxLength={30}
        aria-label={t('menu.takes_label')}
        placeholder={t('menu.takes_label_example')}
        value={takes.label}
        error={takes.label.trim() === ''}
        onChange={event => onChange({ ...takes, label: event.currentTarget.value })}
      />
      <span className={classes.range}>
        {count('min')}–{count('max')}
      </span>
      <span className={classes.hint}>{t('menu.takes_hint')}</span>
    </>
  )
}

function ActionOptions({ action, onChange }: { action: MenuAction; onChange: (action: MenuAction) => void }) {
  const t = useT()
  switch (action.kind) {
    case 'connect':
      return (
        <div className={classes.line}>
          <Tooltip label={t('menu.callback_hint')} refProp="rootRef">
            <Switch
              label={t('menu.callback')}
              checked={action.callback}
              onChange={event => onChange({ ...action, callback: event.currentTarget.checked })}
            />
          </Tooltip>
        </div>
      )
    case 'forward':
      return <p className={classes.hint}>{t('menu.forward_hint')}</p>
    case 'send_text':
      return (
        <div className={classes.message}>
          <Textarea
            label={t('menu.message')}
            autosize
            minRows={2}
            maxRows={6}
            placeholder={t('menu.message_example')}
            value={action.text}
            error={action.text.trim() === ''}
            onChange={event => onChange({ ...action, text: event.currentTarget.value })}
          />
          <Counter text={action.text} max={MAX_MESSAGE} />
        </div>
      )
    case 'voicemail':
      return (
        <div className={classes.line}>
          <NumberInput
            size="xs"
            w={96}
            min={10}
            max={300}
            step={10}
            allowDecimal={false}
            clampBehavior="blur"
            aria-label={t('menu.max_seconds')}
            suffix={t('queues.seconds_suffix')}
            value={action.max_seconds}
            onChange={value => typeof value === 'number' && onChange({ ...action, max_seconds: value })}
          />
          <span className={classes.hint}>{t('menu.voicemail_hint')}</span>
        </div>
      )
    default:
      return null
  }
}
