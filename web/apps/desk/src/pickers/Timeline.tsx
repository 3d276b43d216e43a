import type { TimelineKind } from '@naru/api'
import { formatClock } from '@naru/i18n'
import {
  IconArrowBackUp,
  IconArrowsRight,
  IconDialpad,
  IconHandGrab,
  IconHourglass,
  IconLink,
  IconListTree,
  IconMessage,
  IconMessageCircle,
  IconMicrophone,
  IconPhone,
  IconPhoneCalling,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPlayerPause,
  IconPlayerPlay,
  IconRobot,
  IconUnlink,
} from '@tabler/icons-react'
import classes from './Timeline.module.css'

type Event = { at: string; kind: TimelineKind; text: string }

/** What happened, with the second it happened in. */
export function Timeline({ events }: { events: readonly Event[] }) {
  return (
    <ol className={classes.timeline}>
      {events.map((event, index) => {
        const Icon = ICON[event.kind]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two events may share a moment and a text; their order is fixed
          <li key={index} className={classes.event} data-tone={TONE[event.kind]}>
            <span className={classes.icon} aria-hidden>
              <Icon size={14} stroke={1.7} />
            </span>
            <span className={classes.text}>{event.text}</span>
            <time className={classes.time} dateTime={event.at}>
              {formatClock(event.at)}
            </time>
          </li>
        )
      })}
    </ol>
  )
}

const ICON = {
  arrived: IconPhoneIncoming,
  answered: IconRobot,
  menu: IconListTree,
  queued: IconHourglass,
  offered: IconPhoneCalling,
  declined: IconArrowBackUp,
  no_answer: IconPhoneOff,
  picked_up: IconHandGrab,
  connected: IconPhone,
  held: IconPlayerPause,
  resumed: IconPlayerPlay,
  agent_lost: IconUnlink,
  agent_back: IconLink,
  overflowed: IconArrowsRight,
  returned: IconArrowBackUp,
  callback_requested: IconPhoneCalling,
  digits_taken: IconDialpad,
  text_queued: IconMessage,
  message_left: IconMessageCircle,
  forwarded: IconPhoneOutgoing,
  called_back: IconPhoneOutgoing,
  forward_answered: IconPhone,
  ended: IconPhoneOff,
  recording_ready: IconMicrophone,
} satisfies Record<TimelineKind, unknown>

const TONE: Partial<Record<TimelineKind, 'brand' | 'amber' | 'red'>> = {
  connected: 'brand',
  declined: 'amber',
  no_answer: 'amber',
  held: 'amber',
  agent_lost: 'red',
}
