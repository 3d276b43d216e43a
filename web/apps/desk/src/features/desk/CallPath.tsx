import type { LiveCall, TimelineKind } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { Section } from '@naru/ui'
import { isToldUpTo, useCallStory } from '#desk/pickers/call-story'
import { Timeline } from '#desk/pickers/Timeline'

/** What happened before we said hello: nobody should have to tell it twice. */
export function CallPath({ call }: { call: LiveCall }) {
  const t = useT()
  const data = useCallStory(call.interaction_id, story => isToldUpTo(call, story))
  const events = data?.timeline ?? eventsOf(call, t)
  const rings = data?.visits.reduce((sum, it) => sum + it.offers, 0) ?? 0
  const meta = [
    t('call_path.waited', { time: formatDuration(call.wait_seconds) }),
    ...(rings > 1 ? [t('call_path.rings', { count: rings })] : []),
    ...(call.hold_seconds > 0 ? [t('call_path.held', { time: formatDuration(call.hold_seconds) })] : []),
  ]
  return (
    <Section title={t('call_path.title')} meta={meta.join(' · ')}>
      <Timeline events={events} />
    </Section>
  )
}

/** What the desk itself knows, until the whole story has been loaded. */
function eventsOf(call: LiveCall, t: ReturnType<typeof useT>) {
  const number = call.dialed_number
  const events: { at: string; kind: TimelineKind; text: string }[] = [
    call.is_callback
      ? { at: call.started_at, kind: 'called_back', text: t('call_path.called_back', { number }) }
      : { at: call.started_at, kind: 'arrived', text: t('call_path.arrived', { number }) },
  ]
  if (call.connected_at)
    events.push({ at: call.connected_at, kind: 'connected', text: t('call_path.connected') })
  return events
}
