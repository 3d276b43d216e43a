import { useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { Avatar, Logo } from '@naru/ui'
import { Link } from '@tanstack/react-router'
import { AccountMenu } from './AccountMenu'
import { useWaitingCallbacks } from './callback-count'
import { pagesFor, SECTIONS } from './navigation'
import classes from './Sidebar.module.css'

type Props = {
  /** Called when a page has been chosen: the drawer of a narrow screen closes. */
  onChosen?: () => void
}

/** The menu of whoever runs the centre: 224 px, by section, only what this person may see. */
export function Sidebar({ onChosen }: Props) {
  const t = useT()
  const { agent, tenant, permissions } = useSession()
  const callbacks = useWaitingCallbacks()
  const pages = pagesFor(permissions)
  return (
    <aside className={classes.sidebar} aria-label={tenant.name}>
      <div className={classes.company}>
        <Logo size={28} />
        <div>
          <strong>{tenant.name}</strong>
          <span>{t(`role.${agent.role}`)}</span>
        </div>
      </div>
      <nav className={classes.menu} aria-label={t('nav.main')} data-panel tabIndex={-1}>
        {SECTIONS.map(section => {
          const items = pages.filter(it => it.section === section)
          if (items.length === 0) return null
          return (
            <div key={section} className={classes.section}>
              <h2 className={classes.heading}>{t(`nav.section.${section}`)}</h2>
              {items.map(page => (
                <Link
                  key={page.key}
                  to={page.to}
                  className={classes.item}
                  activeProps={{ 'data-active': true }}
                  onClick={onChosen}
                >
                  <page.icon size={18} stroke={1.7} aria-hidden />
                  {t(`nav.page.${page.key}`)}
                  {page.key === 'callback_requests' && callbacks > 0 && (
                    <span className={classes.badge}>{callbacks}</span>
                  )}
                </Link>
              ))}
            </div>
          )
        })}
      </nav>
      <AccountMenu position="top-start">
        <button type="button" className={classes.account}>
          <Avatar name={agent.name} size={30} />
          <span>
            <strong>{agent.name}</strong>
            <span>{agent.group_name}</span>
          </span>
        </button>
      </AccountMenu>
    </aside>
  )
}
