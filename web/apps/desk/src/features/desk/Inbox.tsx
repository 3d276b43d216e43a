import { $api, type Channel, type Desk, type LiveCall, useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { Panel, Timer } from '@naru/ui'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { callSince, isDialling } from '#desk/pickers/call-times'
import { useCallerName } from '#desk/pickers/caller-name'
import { spellPath } from '#desk/pickers/category-path'
import { LONG_WAIT_SECONDS } from '#desk/pickers/long-wait'
import classes from './Inbox.module.css'
import { InboxItem } from './InboxItem'
import { myDayQuery } from './my-day-query'
import { PickUpButton } from './PickUpButton'

const VERY_LONG_WAIT_SECONDS = 180

type Filter = 'all' | Channel

type Props = { desk: Desk; onOpen: (interactionId: string) => void }

/** What is mine now: the call in hand, who waits for me, what I still have to write up. Longest waiting first. */
export function Inbox({ desk, onOpen }: Props) {
  const t = useT()
  const callerName = useCallerName()
  const [filter, setFilter] = useState<Filter>('all')
  const unwritten = useUnwritten(desk)
  const fits = (it: { channel: Channel }) => filter === 'all' || it.channel === filter
  const { call } = desk
  // The call that rings here stands above already.
  const others = desk.waiting.filter(it => it.interaction_id !== call?.interaction_id)
  const everything = [...(call ? [call] : []), ...others, ...unwritten]
  const count = (value: Filter) => everything.filter(it => value === 'all' || it.channel === value).length
  const waiting = others.filter(fits)
  const writing = unwritten.filter(fits)
  return (
    <Panel label={t('inbox.title')} className={classes.inbox}>
      <header className={classes.head}>
        <h2>{t('inbox.title')}</h2>
      </header>
      <div className={classes.filters} role="group" aria-label={t('inbox.filter')}>
        {(['all', 'phone', 'web_call'] as const).map(value => (
          <button
            key={value}
            type="button"
            className={classes.filter}
            aria-pressed={filter === value}
            onClick={() => setFilter(value)}
          >
            {value === 'all' ? t('common.all') : t(`channel.${value}`)} <span>{count(value)}</span>
          </button>
        ))}
      </div>
      <div className={classes.lists}>
        {call && fits(call) && (
          <Group title={t('inbox.live')} count={1}>
            <InboxItem
              channel={call.channel}
              name={callerName(call)}
              vip={call.customer?.vip ?? false}
              detail={spellPath(call.menu_path) || call.queue_name}
              isCurrent
              side={<Timer since={callSince(call)} className={classes.brand} />}
              isCallback={call.is_callback}
              note={noteOf(call, t)}
            />
          </Group>
        )}
        <Group
          title={t('inbox.waiting')}
          count={desk.waiting_total - (desk.waiting.length - others.length)}
          meta={t('inbox.longest_first')}
        >
          {waiting.map(it => (
            <InboxItem
              key={it.interaction_id}
              channel={it.channel}
              name={callerName(it)}
              vip={it.vip}
              isCallback={it.is_callback}
              detail={aboutOf(it.queue_name, it.menu_path)}
              side={<Timer since={it.since} amberFrom={LONG_WAIT_SECONDS} redFrom={VERY_LONG_WAIT_SECONDS} />}
              note={it.ringing_agent ? t('inbox.ringing_at', { name: it.ringing_agent }) : undefined}
              action={<PickUpButton waiting={it} name={callerName(it)} />}
            />
          ))}
          {waiting.length === 0 && <p className={classes.none}>{t('inbox.nobody')}</p>}
        </Group>
        {writing.length > 0 && (
          <Group title={t('inbox.wrap_up')} count={writing.length}>
            {writing.map(it => (
              <InboxItem
                key={it.id}
                channel={it.channel}
                name={callerName(it)}
                vip={it.customer?.vip ?? false}
                detail={spellPath(it.category_path) || spellPath(it.menu_path)}
                isCurrent={desk.wrap_up?.interaction_id === it.id}
                side={<span className={classes.amber}>{t('inbox.writing')}</span>}
                onOpen={() => onOpen(it.id)}
              />
            ))}
          </Group>
        )}
      </div>
    </Panel>
  )
}

/** How it stands with the call in hand, unless it is simply being talked. */
function noteOf(call: LiveCall, t: ReturnType<typeof useT>): string | undefined {
  if (isDialling(call)) return t('call.dialling')
  if (call.state === 'held') return t('call.on_hold')
  return call.state === 'ringing' && !call.is_callback ? t('status_switch.ringing') : undefined
}

/** The way down the menu, and the queue unless a menu bears the same name. */
function aboutOf(queue: string, path: string[]): string {
  if (path.length === 0) return queue
  return path.includes(queue) ? spellPath(path) : `${queue} · ${spellPath(path)}`
}

/** Today's calls of this agent whose wrap-up is not saved yet; the one being written up first. */
function useUnwritten(desk: Desk) {
  const { agent } = useSession()
  const rows = useQuery(myDayQuery(agent.id)).data?.items ?? []
  const current = desk.wrap_up?.interaction_id
  const inHand = useQuery({
    ...$api.queryOptions('get', '/interactions/{id}', { params: { path: { id: current ?? '' } } }),
    enabled: current !== undefined,
  }).data
  const drafts = rows.filter(
    it => it.wrap_up === 'draft' && it.id !== current && it.id !== desk.call?.interaction_id,
  )
  return inHand && inHand.id === current ? [inHand, ...drafts] : drafts
}

type GroupProps = { title: string; count: number; meta?: string; children: ReactNode }

function Group({ title, count, meta, children }: GroupProps) {
  const [isOpen, setOpen] = useState(true)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <section className={classes.group} aria-label={title}>
      <button
        type="button"
        className={classes.groupHead}
        aria-expanded={isOpen}
        aria-label={`${title} ${count}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={14} stroke={1.8} aria-hidden />
        <strong>{title}</strong>
        <span>{count}</span>
        {meta && <span className={classes.meta}>{meta}</span>}
      </button>
      {isOpen && children}
    </section>
  )
}
