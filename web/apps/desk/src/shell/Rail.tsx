import { useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWaitingCallbacks } from './callback-count'
import { pagesFor } from './navigation'
import classes from './Rail.module.css'

const ON_RAIL = new Set(['desk', 'callback_requests', 'customers', 'history', 'dashboard'])

/** The agent's menu: 60 px, every icon with its word. */
export function Rail() {
  const t = useT()
  const { permissions } = useSession()
  const callbacks = useWaitingCallbacks()
  const pages = pagesFor(permissions)
  const settings = pages.find(it => it.section === 'settings')
  const order = ['desk', 'callback_requests', 'customers', 'history', 'dashboard']
  const shown = pages
    .filter(it => ON_RAIL.has(it.key))
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  return (
    <nav className={classes.rail} aria-label={t('nav.main')} data-panel tabIndex={-1}>
      {[...shown, ...(settings ? [settings] : [])].map(page => (
        <Link
          key={page.key}
          to={page.to}
          className={classes.item}
          activeProps={{ 'data-active': true }}
          data-last={page.section === 'settings' || undefined}
        >
          <span className={classes.icon}>
            {page.section === 'settings' ? (
              <IconSettings size={20} stroke={1.7} aria-hidden />
            ) : (
              <page.icon size={20} stroke={1.7} aria-hidden />
            )}
            {page.key === 'callback_requests' && callbacks > 0 && (
              <span className={classes.badge}>
                <span className={classes.hidden}>{t('nav.callbacks_waiting')}</span>
                {callbacks}
              </span>
            )}
          </span>
          {page.section === 'settings' ? t('nav.section.settings') : t(`nav.short.${shortOf(page.key)}`)}
        </Link>
      ))}
    </nav>
  )
}

function shortOf(key: string) {
  switch (key) {
    case 'callback_requests':
    case 'customers':
    case 'history':
    case 'dashboard':
      return key
    default:
      return 'desk'
  }
}
