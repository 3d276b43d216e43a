import { TimePicker } from '@mantine/dates'
import type { TimeRange } from '@naru/api'
import { useT } from '@naru/i18n'

type Props = { label: string; range: TimeRange; onChange: (range: TimeRange) => void }

/** From when to when, by the 24-hour clock whatever the browser prefers. */
export function TimeRangeFields({ label, range, onChange }: Props) {
  const t = useT()
  const field = (name: string, value: string, change: (time: string) => void) => (
    <TimePicker
      format="24h"
      w={88}
      aria-label={name}
      hoursInputLabel={t('hours.hour', { label: name })}
      minutesInputLabel={t('hours.minute', { label: name })}
      value={value}
      // Half-typed times come as an empty text and change nothing yet.
      onChange={time => time && change(time.slice(0, 5))}
    />
  )
  return (
    <>
      {field(t('hours.from', { label }), range.from, from => onChange({ ...range, from }))}–
      {field(t('hours.to', { label }), range.to, to => onChange({ ...range, to }))}
    </>
  )
}
