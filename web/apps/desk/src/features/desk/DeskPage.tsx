import { Button } from '@mantine/core'
import { useDisclosure, useDocumentTitle, useMediaQuery } from '@mantine/hooks'
import type { Desk } from '@naru/api'
import { useT } from '@naru/i18n'
import { Panel, SideDrawer, useShortcut } from '@naru/ui'
import { IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { AfterCallPanel } from './AfterCallPanel'
import { CallPanel } from './CallPanel'
import classes from './DeskPage.module.css'
import { IdlePanel } from './IdlePanel'
import { Inbox } from './Inbox'
import { IncomingPanel } from './IncomingPanel'

type Props = {
  desk: Desk
  /** Who the customer is: at the right, or in a drawer where there is no room. */
  customer: ReactNode
  /** Pinned at the bottom, so that it can be written during the call. */
  wrapUp: ReactNode
  onOpenInteraction: (id: string) => void
}

/** Below this the customer has no room of its own. */
const WIDE = '(min-width: 1280px)'

/** 상담존: inbox, conversation, customer. The wrap-up form is always in sight, wherever there is room for it. */
export function DeskPage({ desk, customer, wrapUp, onOpenInteraction }: Props) {
  const t = useT()
  useDocumentTitle(`${t('nav.page.desk')} · ${t('product.name')}`)
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const [isDrawerOpen, drawer] = useDisclosure(false)
  useShortcut({ keys: ']', label: t('desk.customer_panel'), run: drawer.toggle, enabled: !isWide })
  const customerButton = isWide ? null : (
    <Button leftSection={<IconUser size={16} stroke={1.7} />} onClick={drawer.open}>
      {t('desk.customer_panel')}
    </Button>
  )
  const centre = <Centre desk={desk} customerButton={customerButton} onOpenInteraction={onOpenInteraction} />
  if (!isWide) {
    return (
      <div className={classes.desk}>
        <h1 className={classes.hidden}>{t('nav.page.desk')}</h1>
        <Inbox desk={desk} onOpen={onOpenInteraction} />
        <div className={classes.centre}>
          {centre}
          {wrapUp && <div className={classes.wrapUpBelow}>{wrapUp}</div>}
        </div>
        <SideDrawer opened={isDrawerOpen} title={t('desk.customer_panel')} onClose={drawer.close} size={400}>
          {customer}
        </SideDrawer>
      </div>
    )
  }
  return (
    <div className={classes.desk}>
      <h1 className={classes.hidden}>{t('nav.page.desk')}</h1>
      <Inbox desk={desk} onOpen={onOpenInteraction} />
      {centre}
      <Panel label={t('desk.customer_panel')} className={classes.side}>
        <div className={classes.customer}>{customer}</div>
        {wrapUp && <div className={classes.wrapUp}>{wrapUp}</div>}
      </Panel>
    </div>
  )
}

type CentreProps = { desk: Desk; customerButton: ReactNode; onOpenInteraction: (id: string) => void }

function Centre({ desk, customerButton, onOpenInteraction }: CentreProps) {
  if (desk.call?.state === 'ringing') {
    const waitingSince = new Date(Date.parse(desk.server_time) - desk.call.wait_seconds * 1_000).toISOString()
    return <IncomingPanel call={desk.call} waitingSince={waitingSince} customerButton={customerButton} />
  }
  if (desk.call)
    return <CallPanel key={desk.call.interaction_id} call={desk.call} customerButton={customerButton} />
  if (desk.wrap_up) return <AfterCallPanel wrapUp={desk.wrap_up} customerButton={customerButton} />
  return <IdlePanel desk={desk} onOpen={onOpenInteraction} />
}
