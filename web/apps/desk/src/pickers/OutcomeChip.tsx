import type { Outcome } from '@naru/api'
import { useT } from '@naru/i18n'
import { Chip, type Tone } from '@naru/ui'

const TONE = {
  in_progress: 'brand',
  answered: 'green',
  abandoned: 'red',
  callback_requested: 'amber',
  not_reached: 'gray',
  self_served: 'gray',
} satisfies Record<Outcome, Tone>

export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  const t = useT()
  return <Chip tone={TONE[outcome]}>{t(`outcome.${outcome}`)}</Chip>
}
