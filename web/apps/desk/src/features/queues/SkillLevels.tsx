import { NumberInput } from '@mantine/core'
import type { Agent } from '@naru/api'
import { useT } from '@naru/i18n'
import classes from './QueueForm.module.css'
import { BEST_LEVEL } from './queue-draft'

const LEAST_LEVEL = 9

type Props = {
  agents: Agent[]
  levels: Record<string, number>
  onChange: (levels: Record<string, number>) => void
}

/** A level for everybody who serves the queue. */
export function SkillLevels({ agents, levels, onChange }: Props) {
  const t = useT()
  if (agents.length === 0) return null
  return (
    <fieldset className={classes.levels}>
      <legend className={classes.label}>{t('queues.levels')}</legend>
      <p className={classes.people}>{t('queues.levels_hint')}</p>
      {agents.map(agent => (
        <div key={agent.id} className={classes.level}>
          <span>{agent.name}</span>
          <NumberInput
            aria-label={t('queues.level_of', { name: agent.name })}
            min={BEST_LEVEL}
            max={LEAST_LEVEL}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            w={72}
            value={levels[agent.id] ?? BEST_LEVEL}
            onChange={value =>
              onChange({ ...levels, [agent.id]: typeof value === 'number' ? value : BEST_LEVEL })
            }
          />
        </div>
      ))}
    </fieldset>
  )
}
