import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core'
import type { TimeRange, Weekday } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconCopy, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { rangeProblem, WEEKDAYS } from './business-hours'
import classes from './SharedTabs.module.css'
import { TimeRangeFields } from './TimeRangeFields'

const NINE_TO_SIX: TimeRange = { from: '09:00', to: '18:00' }

type Props = {
  day: Weekday
  ranges: TimeRange[]
  onChange: (ranges: TimeRange[]) => void
  onCopy: (days: Weekday[]) => void
}

/** One weekday: open or not, and from when to when. */
export function DayHours({ day, ranges, onChange, onCopy }: Props) {
  const t = useT()
  const problem = rangeProblem(ranges)
  const name = t(`weekday_long.${day}`)
  return (
    <div className={classes.day}>
      <Checkbox
        mt={6}
        label={name}
        checked={ranges.length > 0}
        onChange={event => onChange(event.currentTarget.checked ? [NINE_TO_SIX] : [])}
      />
      <div className={classes.ranges}>
        {ranges.length === 0 && <span className={classes.closed}>{t('hours.closed')}</span>}
        {ranges.map((range, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ranges have no identity but their place
          <span key={index} className={classes.range}>
            <TimeRangeFields
              label={name}
              range={range}
              onChange={changed => onChange(ranges.with(index, changed))}
            />
            {ranges.length > 1 && (
              <ActionIcon
                aria-label={t('hours.remove_range')}
                onClick={() => onChange(ranges.filter((_, it) => it !== index))}
              >
                <IconTrash size={15} stroke={1.7} />
              </ActionIcon>
            )}
          </span>
        ))}
        {problem && <p className={classes.problem}>{t(`hours.${problem}`)}</p>}
      </div>
      <span className={classes.range}>
        {ranges.length > 0 && (
          <ActionIcon
            size={32}
            aria-label={t('hours.add_range', { day: name })}
            onClick={() => onChange([...ranges, nextRange(ranges)])}
          >
            <IconPlus size={16} stroke={1.7} />
          </ActionIcon>
        )}
        <CopyHours day={day} onCopy={onCopy} />
      </span>
    </div>
  )
}

const WORKDAYS: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** The same hours on other days, chosen once. */
function CopyHours({ day, onCopy }: { day: Weekday; onCopy: (days: Weekday[]) => void }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [days, setDays] = useState<Weekday[]>([])
  const label = t('hours.copy', { day: t(`weekday_long.${day}`) })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon
            size={32}
            aria-label={label}
            onClick={() => {
              setDays(WORKDAYS.filter(it => it !== day))
              setOpened(!opened)
            }}
          >
            <IconCopy size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes.copy}>
          {WEEKDAYS.filter(it => it !== day).map(it => (
            <Checkbox
              key={it}
              label={t(`weekday_long.${it}`)}
              checked={days.includes(it)}
              onChange={event =>
                setDays(event.currentTarget.checked ? [...days, it] : days.filter(other => other !== it))
              }
            />
          ))}
          <Button
            size="xs"
            variant="filled"
            disabled={days.length === 0}
            onClick={() => {
              onCopy(days)
              setOpened(false)
            }}
          >
            {t('hours.copy_confirm', { count: days.length })}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** A range after the last one, so that adding one does not start with an overlap. */
function nextRange(ranges: readonly TimeRange[]): TimeRange {
  const from =
    ranges
      .map(it => it.to)
      .toSorted()
      .at(-1) ?? '09:00'
  return {
    from,
    to: from < '22:00' ? `${String(Number(from.slice(0, 2)) + 1).padStart(2, '0')}${from.slice(2)}` : '23:59',
  }
}
