import 'dayjs/locale/ko'
import { Select } from '@mantine/core'
import { DatesProvider, DateTimePicker } from '@mantine/dates'
import type { ScenarioDocument, Staffing } from '@naru/api'
import { useLanguage, useT } from '@naru/i18n'
import { MOMENT_KEYS, momentsOf } from './moments'
import classes from './Simulator.module.css'
import type { SimulationState } from './use-simulation'
import { momentOf } from './use-simulation-run'

const STAFFINGS = ['ready', 'busy', 'none'] as const satisfies readonly Staffing[]
const FREE = 'free'

/** When the call comes and who is there to take it. */
export function TrialFields({ document, state }: { document: ScenarioDocument; state: SimulationState }) {
  const t = useT()
  const language = useLanguage()
  const { trial, change } = state
  const moments = momentsOf(document, new Date())
  const isFree = !MOMENT_KEYS.some(it => it === trial.when)
  return (
    <div className={classes.fields}>
      <Select
        aria-label={t('simulator.when')}
        data={[
          ...MOMENT_KEYS.filter(it => moments[it]).map(value => ({
            value,
            label: t(`simulator.when_${value}`, { time: moments[value]?.slice(11) }),
          })),
          { value: FREE, label: t('simulator.when_free') },
        ]}
        value={isFree ? FREE : trial.when}
        onChange={value =>
          change({ when: value === FREE ? momentOf(trial, document) : (value ?? 'afternoon') })
        }
      />
      <Select
        aria-label={t('simulator.staffing')}
        data={STAFFINGS.map(value => ({ value, label: t(`simulator.staffing_${value}`) }))}
        value={trial.staffing}
        onChange={value => {
          const staffing = STAFFINGS.find(it => it === value)
          if (staffing) change({ staffing })
        }}
      />
      {isFree && (
        <DatesProvider settings={{ locale: language, firstDayOfWeek: 0 }}>
          <DateTimePicker
            className={classes.free ?? ''}
            valueFormat="YYYY-MM-DD HH:mm"
            aria-label={t('simulator.when_free')}
            value={trial.when.replace('T', ' ')}
            onChange={value => value && change({ when: value.slice(0, 16).replace(' ', 'T') })}
          />
        </DatesProvider>
      )}
    </div>
  )
}
