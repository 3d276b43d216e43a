import 'dayjs/locale/ko'
import { Button, Popover } from '@mantine/core'
import { DatePicker, DatesProvider } from '@mantine/dates'
import { useLanguage, useT } from '@naru/i18n'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './PeriodPicker.module.css'
import { type Period, PRESETS, periodOf, presetOf, spellPeriod } from './period'

type Props = { value: Period; onChange: (period: Period) => void }

/** Which days: the usual ones by name, any others by calendar. */
export function PeriodPicker({ value, onChange }: Props) {
  const t = useT()
  const language = useLanguage()
  const [opened, setOpened] = useState(false)
  const [range, setRange] = useState<[string | null, string | null]>([value.from, value.to])
  const preset = presetOf(value, new Date())
  const choose = (period: Period) => {
    setOpened(false)
    onChange(period)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      onOpen={() => setRange([value.from, value.to])}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          leftSection={<IconCalendar size={16} stroke={1.7} />}
          aria-label={`${t('period.label')}: ${preset ? t(`period.${preset}`) : spellPeriod(value)}`}
          onClick={() => setOpened(!opened)}
        >
          {preset ? t(`period.${preset}`) : spellPeriod(value)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('period.label')}>
        <div className={classes.picker}>
          <div className={classes.presets}>
            {PRESETS.map(it => (
              <Button
                key={it}
                variant={it === preset ? 'light' : 'subtle'}
                color={it === preset ? 'naru' : 'gray'}
                onClick={() => choose(periodOf(it, new Date()))}
              >
                {t(`period.${it}`)}
              </Button>
            ))}
          </div>
          <DatesProvider settings={{ locale: language, firstDayOfWeek: 0 }}>
            <DatePicker
              type="range"
              allowSingleDateInRange
              size="xs"
              value={range}
              onChange={chosen => {
                setRange(chosen)
                const [from, to] = chosen
                if (from && to) choose({ from, to })
              }}
              ariaLabels={{ previousMonth: t('period.previous_month'), nextMonth: t('period.next_month') }}
            />
          </DatesProvider>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
