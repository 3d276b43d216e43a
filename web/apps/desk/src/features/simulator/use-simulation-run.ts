import { useDebouncedValue } from '@mantine/hooks'
import { api, type ScenarioDocument, type Simulation, type SimulationStep } from '@naru/api'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { soundPlayer } from '#desk/pickers/sound-player'
import { audiblesOf } from './audible-line'
import { MOMENT_KEYS, type Moment, momentsOf } from './moments'
import { linesOf, sayingNow } from './transcript'
import type { SimulationState, Trial } from './use-simulation'

/** Whoever types an announcement is not simulated letter by letter. */
const SETTLE_MS = 300

/** The server's own interpreter over the document on the screen, from the beginning at every step. */
export function useSimulationRun(scenarioId: string, document: ScenarioDocument, state: SimulationState) {
  const queryClient = useQueryClient()
  const current = JSON.stringify(document)
  const [settled] = useDebouncedValue(current, SETTLE_MS)
  const { trial } = state
  const at = momentOf(trial, document)
  const query = (steps: SimulationStep[]) => ({
    queryKey: ['simulation', scenarioId, at, trial.staffing, trial.channel, steps, settled],
    queryFn: async (): Promise<Simulation> => {
      const sent: ScenarioDocument = JSON.parse(settled)
      const { staffing, channel } = trial
      const { data } = await api.POST('/scenarios/{id}/simulate', {
        params: { path: { id: scenarioId } },
        body: { document: sent, at, staffing, channel, steps },
      })
      return data ?? { happenings: [], awaiting: 'nothing', digits: [] }
    },
    gcTime: 60_000,
    retry: false,
  })
  const run = useQuery({ ...query(trial.steps), placeholderData: keepPreviousData })

  /** Does something in the call, and lets it be heard what comes of it. */
  const take = async (step: SimulationStep) => {
    state.take(step)
    soundPlayer.stop()
    if (!trial.hasSound || trial.channel === 'text') return
    const result = await queryClient.fetchQuery(query([...trial.steps, step])).catch(() => undefined)
    const said = result && sayingNow(linesOf(result.happenings))
    if (!said) return
    // Without a voice the transcript is there to read.
    await soundPlayer.play(...audiblesOf(said.parts, document.voice)).catch(() => undefined)
  }
  return { run, at, take, isSettling: run.isPlaceholderData || settled !== current }
}

export function momentOf({ when }: Trial, document: ScenarioDocument): Moment {
  const moments = momentsOf(document, new Date())
  const preset = MOMENT_KEYS.find(it => it === when)
  return preset ? (moments[preset] ?? moments.afternoon ?? '') : when
}
