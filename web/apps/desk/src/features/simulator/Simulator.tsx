import { Button, SegmentedControl } from '@mantine/core'
import type { ScenarioDocument } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconChevronRight, IconMessage, IconPhone } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { soundPlayer } from '#desk/pickers/sound-player'
import { pathOf } from './call-path'
import { Phone } from './Phone'
import classes from './Simulator.module.css'
import { TrialFields } from './TrialFields'
import type { SimulationState } from './use-simulation'
import { useSimulationRun } from './use-simulation-run'

type Props = {
  scenarioId: string
  document: ScenarioDocument
  /** The document is not saved: what is heard here is not what is stored. */
  hasChanges: boolean
  /** Who is called. */
  name: string
  number: string | undefined
  state: SimulationState
}

/** A call to the scenario on the screen before anybody else can make one: keys, bubbles, sound. */
export function Simulator({ scenarioId, document, hasChanges, name, number, state }: Props) {
  const t = useT()
  const { run, at, take, isSettling } = useSimulationRun(scenarioId, document, state)
  const { trial } = state
  const onKeyDown = (event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement
    if (isField || event.altKey || event.ctrlKey || event.metaKey || !/^[0-9*#]$/.test(event.key)) return
    event.preventDefault()
    void take({ kind: 'press', digit: event.key })
  }
  const stops = pathOf(document.root, run.data?.happenings ?? [])
  const here = stops.findLastIndex(it => it.kind === 'menu')
  return (
    <section
      className={classes.simulator}
      aria-label={t('simulator.title')}
      data-panel
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={classes.head}>
        <h2>{t('simulator.title')}</h2>
        {hasChanges && (
          <span className={classes.state}>{t(isSettling ? 'simulator.settling' : 'simulator.unsaved')}</span>
        )}
        <SegmentedControl
          size="xs"
          className={classes.channel ?? ''}
          aria-label={t('simulator.channel')}
          data={[
            { value: 'voice', label: <IconPhone size={14} aria-label={t('simulator.voice')} /> },
            { value: 'text', label: <IconMessage size={14} aria-label={t('simulator.text')} /> },
          ]}
          value={trial.channel}
          onChange={channel => state.change({ channel: channel === 'text' ? 'text' : 'voice' })}
        />
        <Button
          size="xs"
          variant="transparent"
          onClick={() => {
            soundPlayer.stop()
            state.restart()
          }}
        >
          {t('simulator.restart')}
        </Button>
      </header>
      <TrialFields document={document} state={state} />
      <Phone
        name={name}
        number={number}
        at={at}
        voice={document.voice}
        simulation={run.data}
        error={run.error}
        state={state}
        onStep={step => void take(step)}
      />
      <ol className={classes.path} aria-label={t('simulator.path')}>
        {stops.map((stop, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same name may come twice on one way
          <li key={index} data-here={index === here || undefined}>
            {index > 0 && <IconChevronRight size={14} stroke={1.7} aria-hidden />}
            {stop.kind === 'queue'
              ? t('simulator.to_queue', { queue: stop.name })
              : [stop.digit, stop.name].filter(Boolean).join(' ')}
          </li>
        ))}
      </ol>
    </section>
  )
}
