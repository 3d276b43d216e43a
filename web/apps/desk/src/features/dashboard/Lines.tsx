import type { Dashboard, TrunkState } from '@naru/api'
import { useT } from '@naru/i18n'
import { Chip, Meter, Section, type Tone } from '@naru/ui'
import classes from './Lines.module.css'

/** Only what keeps calls away is worth a word here. */
const TONE = { down: 'red', disabled: 'gray' } satisfies Partial<Record<TrunkState, Tone>>
/** From here the next busy minute refuses callers. */
const NEARLY_FULL = 0.85

/** 자원 현황: lines in use, and what the calls on them are doing (MON-06). */
export function Lines({ lines }: { lines: Dashboard['lines'] }) {
  const t = useT()
  const channels = lines.trunks.reduce((sum, it) => sum + it.channels, 0)
  const stages = [
    { key: 'in_ivr', count: lines.in_ivr },
    { key: 'waiting', count: lines.waiting },
    { key: 'talking', count: lines.talking },
    { key: 'recording', count: lines.recording },
  ] as const
  return (
    <Section title={t('lines.title')} meta={t('lines.meta', { count: channels })}>
      <div className={classes.lines}>
        {lines.trunks.map(trunk => {
          const ratio = trunk.channels > 0 ? trunk.in_use / trunk.channels : 0
          return (
            <div key={trunk.id} className={classes.trunk}>
              <span className={classes.name}>{trunk.name}</span>
              {(trunk.state === 'down' || trunk.state === 'disabled') && (
                <Chip tone={TONE[trunk.state]}>{t(`trunk.state.${trunk.state}`)}</Chip>
              )}
              <span className={classes.meter}>
                <Meter label={trunk.name} ratio={ratio} tone={ratio >= NEARLY_FULL ? 'amber' : 'brand'} />
              </span>
              <span className={classes.count}>
                <strong>{trunk.in_use}</strong> / {trunk.channels}
              </span>
            </div>
          )
        })}
        <dl className={classes.stages}>
          {stages.map(({ key, count }) => (
            <div key={key}>
              <dt>{t(`lines.${key}`)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Section>
  )
}
