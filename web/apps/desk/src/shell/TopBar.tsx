import { useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { Avatar, Kbd, Logo, Timer } from '@naru/ui'
import { IconSearch } from '@tabler/icons-react'
import { useDesk } from '#desk/pickers/desk-state'
import { LONG_WAIT_SECONDS } from '#desk/pickers/long-wait'
import { AccountMenu } from './AccountMenu'
import { openPanel } from './panels'
import { QualityIndicator } from './QualityIndicator'
import { StatusSwitch } from './StatusSwitch'
import classes from './TopBar.module.css'

/** State, search, who waits, how the line is, me: in this order on every page of an agent. */
export function TopBar() {
  const t = useT()
  const { agent } = useSession()
  const desk = useDesk()
  return (
    <header className={classes.bar}>
      <span className={classes.logo}>
        <Logo size={30} />
      </span>
      {desk && <StatusSwitch desk={desk} />}
      <button
        type="button"
        className={classes.search}
        aria-label={t('search.title')}
        onClick={() => openPanel('search')}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={16} stroke={1.7} aria-hidden />
        <span>{t('search.placeholder')}</span>
        <Kbd keys="mod+K" />
      </button>
      {desk && (
        <span className={classes.waiting}>
          {t('top_bar.waiting')} <strong>{desk.waiting_total}</strong>
          {desk.longest_waiting_since && (
            <>
              {' · '}
              {t('top_bar.longest')}{' '}
              <Timer since={desk.longest_waiting_since} amberFrom={LONG_WAIT_SECONDS} />
            </>
          )}
        </span>
      )}
      <QualityIndicator />
      <AccountMenu position="bottom-end">
        <button type="button" className={classes.me} aria-label={t('account.menu', { name: agent.name })}>
          <Avatar name={agent.name} size={30} />
        </button>
      </AccountMenu>
    </header>
  )
}
