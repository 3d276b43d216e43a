import type { Dashboard } from '@naru/api'
import { formatClock, useT } from '@naru/i18n'
import { Chip, Page, useNow } from '@naru/ui'
import { useSuspenseQuery } from '@tanstack/react-query'
import { AgentStates } from './AgentStates'
import { CallbackCard } from './CallbackCard'
import classes from './DashboardPage.module.css'
import { dashboardQuery } from './dashboard-query'
import { Gauges } from './Gauges'
import { KpiStrip } from './KpiStrip'
import { Lines } from './Lines'
import { QueueTable } from './QueueTable'
import { Trend } from './Trend'
import { WaitingList } from './WaitingList'
import { Warnings } from './Warnings'

/** Figures older than this are said to be old. */
const STALE_MS = 60_000

/** 통합 대시보드: the whole centre now (MON-05…11). Every figure is one the server counts. */
export function DashboardPage({ isLive }: { isLive: boolean }) {
  const t = useT()
  const { data } = useSuspenseQuery(dashboardQuery())
  return (
    <Page title={t('dashboard.title')} meta={<Freshness at={data.at} isLive={isLive} />} flush>
      <div className={classes.page}>
        <KpiStrip totals={data.totals} />
        <div className={classes.columns}>
          <div className={classes.main}>
            <Trend slots={data.trend} at={data.at} />
            <QueueTable queues={data.queues} />
            <Lines lines={data.lines} />
            <Warnings warnings={data.warnings} />
          </div>
          <div className={classes.side}>
            <Gauges totals={data.totals} />
            <AgentStates agents={data.agents} />
            <WaitingList waiting={data.waiting} total={data.totals.waiting} />
            <CallbackCard count={data.callbacks_waiting} />
          </div>
        </div>
      </div>
    </Page>
  )
}

function Freshness({ at, isLive }: { at: Dashboard['at']; isLive: boolean }) {
  const t = useT()
  const isStale = useNow() - Date.parse(at) > STALE_MS
  return (
    <span className={classes.freshness}>
      {isStale || !isLive ? (
        <Chip tone="red" dot>
          {t('dashboard.delayed')}
        </Chip>
      ) : (
        <Chip tone="green" dot>
          {t('dashboard.live')}
        </Chip>
      )}
      {t('dashboard.updated_at', { time: formatClock(at) })}
    </span>
  )
}
