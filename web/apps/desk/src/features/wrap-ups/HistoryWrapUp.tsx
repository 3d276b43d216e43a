import { type Interaction, useMay, useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { WrapUpForm } from './WrapUpForm'

/** What was written about a past contact; may be written or corrected at any time (PHN-08). */
export function HistoryWrapUp({ interaction }: { interaction: Interaction }) {
  const t = useT()
  const { agent } = useSession()
  const mayEditOthers = useMay('edit_others_wrap_up')
  // Nobody talked: there is nothing to write up.
  if (!interaction.agent_id) return null
  const isMine = interaction.agent_id === agent.id
  return (
    <WrapUpForm
      key={interaction.id}
      interactionId={interaction.id}
      wrapUp={interaction.saved_wrap_up ?? null}
      moment="history"
      disabledReason={isMine || mayEditOthers ? undefined : t('wrap_up.not_yours')}
    />
  )
}
