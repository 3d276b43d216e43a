import type { Simulation, SimulationStep, Voice } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { IconPhone, IconPhoneOff, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useProblemText } from '#desk/pickers/problem-text'
import { soundPlayer } from '#desk/pickers/sound-player'
import { Keypad } from './Keypad'
import { clockAfter } from './moments'
import classes from './Phone.module.css'
import { TextPad } from './TextPad'
import { Transcript } from './Transcript'
import { elapsedMs, linesOf } from './transcript'
import type { SimulationState } from './use-simulation'

type Props = {
  name: string
  number: string | undefined
  at: string
  voice: Voice
  simulation: Simulation | undefined
  error: unknown
  state: SimulationState
  onStep: (step: SimulationStep) => void
}

/** The customer's phone, dark in every scheme. */
export function Phone({ name, number, at, voice, simulation, error, state, onStep }: Props) {
  const t = useT()
  const problem = useProblemText()
  const { trial } = state
  const seconds = simulation ? elapsedMs(simulation) / 1_000 : 0
  const lines = simulation ? linesOf(simulation.happenings) : []
  const lastPress = trial.steps.findLast(it => it.kind === 'press')
  const isOver = simulation?.awaiting === 'nothing'
  const isText = trial.channel === 'text'
  const Sound = trial.hasSound ? IconVolume : IconVolumeOff
  return (
    <div className={classes.phone}>
      <div className={classes.bar}>
        <span>{clockAfter(at, seconds)}</span>
        {!isText && (
          <button
            type="button"
            aria-label={t(trial.hasSound ? 'simulator.mute' : 'simulator.unmute')}
            onClick={() => {
              soundPlayer.stop()
              state.change({ hasSound: !trial.hasSound })
            }}
          >
            <Sound size={16} stroke={1.7} />
          </button>
        )}
      </div>
      <p className={classes.name}>{name}</p>
      <p className={classes.number}>
        {[number, !isText && formatDuration(seconds)].filter(Boolean).join(' · ')}
      </p>
      {error ? (
        <p className={classes.error} role="alert">
          {problem(error).message}
        </p>
      ) : (
        <Transcript
          lines={lines}
          voice={voice}
          isText={isText}
          onChoose={digit => onStep({ kind: 'press', digit })}
        />
      )}
      {isText ? (
        <TextPad
          disabled={isOver}
          onSend={digits => {
            for (const digit of digits) onStep({ kind: 'press', digit })
          }}
        />
      ) : (
        <Keypad
          lit={simulation?.digits ?? []}
          pressed={lastPress?.kind === 'press' ? lastPress.digit : undefined}
          disabled={isOver}
          onPress={digit => onStep({ kind: 'press', digit })}
        />
      )}
      <div className={classes.call}>
        <button
          type="button"
          className={classes.step}
          disabled={isOver}
          onClick={() => onStep({ kind: 'wait', seconds: 30 })}
        >
          {t('simulator.wait')}
        </button>
        <button
          type="button"
          className={classes.end}
          data-over={isOver || undefined}
          aria-label={t(isOver ? 'simulator.call_again' : 'simulator.hang_up')}
          onClick={() => (isOver ? state.restart() : onStep({ kind: 'hang_up' }))}
        >
          {isOver ? <IconPhone size={22} stroke={1.7} /> : <IconPhoneOff size={22} stroke={1.7} />}
        </button>
        <button
          type="button"
          className={classes.step}
          disabled={simulation?.awaiting !== 'agent'}
          onClick={() => onStep({ kind: 'agent_answers' })}
        >
          {t('simulator.agent_answers')}
        </button>
      </div>
    </div>
  )
}
