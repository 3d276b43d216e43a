import { $api, type Interaction, type LiveCall, type LiveCallState, type TimelineKind } from '@naru/api'
import { useQuery } from '@tanstack/react-query'
import { isDialling } from './call-times'

/** The history is written a moment after the desk has shown it. */
const SOON_MS = 500
/** A callback is written when it is dialled: asked for at once, it may not be there yet. */
const MAX_MISSES = 6

/** What happened in the call at the desk. Read again until it is told to where the call is now. */
export function useCallStory(id: string, isTold: (story: Interaction) => boolean): Interaction | undefined {
  return useQuery({
    ...$api.queryOptions('get', '/interactions/{id}', { params: { path: { id } } }),
    refetchInterval: ({ state }) => {
      if (state.error) return state.errorUpdateCount < MAX_MISSES ? SOON_MS : false
      return state.data && isTold(state.data) ? false : SOON_MS
    },
  }).data
}

/** The last turn a story has taken when the call is in this state. */
const TURNS: Record<LiveCallState, readonly TimelineKind[]> = {
  ringing: ['offered'],
  talking: ['connected', 'resumed', 'agent_back'],
  held: ['held', 'agent_back'],
  lost: ['agent_lost'],
}

/** The turn of a callback whose customer has not answered yet. */
const DIALLED: readonly TimelineKind[] = ['called_back']

/** Whether a story has come to where the call is now. */
export function isToldUpTo(
  call: Pick<LiveCall, 'state' | 'is_callback' | 'connected_at'>,
  { timeline }: Pick<Interaction, 'timeline'>,
): boolean {
  const turns = [...Object.values(TURNS).flat(), ...DIALLED]
  const last = timeline.findLast(it => turns.includes(it.kind))
  return last !== undefined && (isDialling(call) ? DIALLED : TURNS[call.state]).includes(last.kind)
}
