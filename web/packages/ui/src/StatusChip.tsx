import { useT } from '@naru/i18n'
import { Chip, type Tone } from './Chip'

type StatusKind = 'ready' | 'busy' | 'wrap_up' | 'away' | 'signed_out'
type AwayReason = 'break' | 'meal' | 'training' | 'meeting' | 'no_answer'

const TONE = {
  ready: 'green',
  busy: 'brand',
  wrap_up: 'amber',
  away: 'violet',
  signed_out: 'gray',
} satisfies Record<StatusKind, Tone>

type Props = {
  kind: StatusKind
  reason?: AwayReason | null | undefined
  /** The agent is signed in but the browser's phone is gone. */
  lost?: boolean
  dot?: boolean
}

/** An agent's status as a word with its colour: 대기, 통화중, 휴식 · 식사. */
export function StatusChip({ kind, reason, lost = false, dot = false }: Props) {
  const t = useT()
  if (lost && kind !== 'signed_out') {
    return (
      <Chip tone="red" dot={dot}>
        {t('status.lost')}
      </Chip>
    )
  }
  return (
    <Chip tone={TONE[kind]} dot={dot}>
      {t(`status.${kind}`)}
      {kind === 'away' && reason && reason !== 'break' && ` · ${t(`away.${reason}`)}`}
    </Chip>
  )
}
