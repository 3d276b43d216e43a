import type { SimulationChannel, SimulationStep, Staffing } from '@naru/api'
import { useState } from 'react'
import type { Moment, MomentKey } from './moments'

/** What somebody is trying out: when they call, who is there, and what they have done so far. */
export type Trial = {
  when: MomentKey | Moment
  staffing: Staffing
  channel: SimulationChannel
  steps: SimulationStep[]
  hasSound: boolean
}

const START: Trial = { when: 'afternoon', staffing: 'ready', channel: 'voice', steps: [], hasSound: true }

/** The state of the simulator. It outlives the panel, so that a row of the tree can walk it to its place. */
export function useSimulation() {
  const [trial, setTrial] = useState(START)
  return {
    trial,
    take: (...steps: SimulationStep[]) => setTrial(it => ({ ...it, steps: [...it.steps, ...steps] })),
    restart: () => setTrial(it => ({ ...it, steps: [] })),
    /** Another beginning: what was done so far belongs to another call. */
    change: (changes: Partial<Omit<Trial, 'steps'>>) =>
      setTrial(it => ({ ...it, ...changes, steps: 'hasSound' in changes ? it.steps : [] })),
    walk: (digits: readonly string[]) =>
      setTrial(it => ({ ...it, steps: digits.map(digit => ({ kind: 'press', digit })) })),
  }
}

export type SimulationState = ReturnType<typeof useSimulation>
