import { $api, type Interaction, type LiveCall, type LiveCallState, type TimelineKind } from '@naru/api'
import { useQuery } from '@tanstack/react-query'

/** The history is written a moment after the desk has shown it. */
const SOON_MS = 500

/** What happened in the call at the desk. Read again until it is told to where the call is now. */
export function useCallStory(id: string, isTold: (story: Interaction) => boolean): Interaction | undefined {
  return useQuery({
    ...$api.queryOptions('get', '/interactions/{id}', { params: { path: { id } } }),
    refetchInterval: ({ state }) => (state.error || (state.data && isTold(state.data)) ? false : SOON_MS),
  }).data
}

/** The last turn a story has taken when the call is in this state. */
const TURNS: Record<LiveCallState, readonly TimelineKind[]> = {
  ringing: ['offered'],
  talking: ['connected', 'resumed', 'agent_back'],
  held: ['held', 'agent_back'],
  lost: ['agent_lost'],
}

/** Whether a story has come to where the call is now. */
export function isToldUpTo(
  call: Pick<LiveCall, 'state'>,
  { timeline }: Pick<Interaction, 'timeline'>,
): boolean {
  const turns = Object.values(TURNS).flat()
  const last = timeline.findLast(it => turns.includes(it.kind))
  return last !== undefined && TURNS[call.state].includes(last.kind)
}
