import type { AnnouncementKind } from '@naru/api'
import { useT } from '@naru/i18n'
import { AnnouncementField } from './AnnouncementField'
import classes from './SharedTabs.module.css'
import type { Shared } from './use-scenario-editor'

const KINDS = [
  'welcome',
  'connecting',
  'waiting',
  'unavailable',
  'wait_limit',
  'callback_offered',
  'after_hours',
  'lunch_break',
  'holiday',
  'goodbye',
] as const satisfies readonly AnnouncementKind[]

type Props = { shared: Shared; onChange: (shared: Shared) => void }

/** What is said outside the menus (ARS-04, ARS-13), in the order a caller may meet it. */
export function AnnouncementsTab({ shared, onChange }: Props) {
  const t = useT()
  return (
    <div className={classes.cards}>
      {KINDS.map(kind => (
        <section key={kind} className={classes.card} aria-label={t(`announcement.${kind}`)}>
          <AnnouncementField
            label={t(`announcement.${kind}`)}
            hint={t(`announcement.${kind}_hint`)}
            text={shared.announcements[kind].text}
            onChange={text =>
              onChange({ ...shared, announcements: { ...shared.announcements, [kind]: { text } } })
            }
          />
        </section>
      ))}
    </div>
  )
}
