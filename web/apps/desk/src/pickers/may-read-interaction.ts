import { type InteractionRow, useMay, useSession } from '@naru/api'

/** Whether this agent may open a contact: everybody their own, the rest by right. */
export function useMayReadInteraction(): (row: InteractionRow) => boolean {
  const { agent } = useSession()
  const mayReadAll = useMay('read_all_history')
  return row => mayReadAll || row.agent_id === agent.id
}
