import { useT } from '@naru/i18n'
import { VoiceFields } from '#desk/pickers/VoiceFields'
import { AnnouncementField } from './AnnouncementField'
import { ANNOUNCEMENT_KINDS } from './announcement-kinds'
import classes from './SharedTabs.module.css'
import type { Shared } from './use-scenario-editor'

type Props = { shared: Shared; onChange: (shared: Shared) => void }

/** The voice of everything, and what is said outside the menus. */
export function AnnouncementsTab({ shared, onChange }: Props) {
  const t = useT()
  const { announcements, voice } = shared
  return (
    <div className={classes.cards}>
      <section className={classes.card} aria-label={t('voice.label')}>
        <h2 className={classes.title}>{t('voice.label')}</h2>
        <p className={classes.hint}>{t('voice.hint')}</p>
        <div className={classes.row}>
          <VoiceFields voice={voice} onChange={it => onChange({ ...shared, voice: it })} />
        </div>
      </section>
      {ANNOUNCEMENT_KINDS.map(kind => (
        <section key={kind} className={classes.card} aria-label={t(`announcement.${kind}`)}>
          <AnnouncementField
            label={t(`announcement.${kind}`)}
            hint={t(`announcement.${kind}_hint`)}
            announcement={announcements[kind]}
            voice={voice}
            onChange={it => onChange({ ...shared, announcements: { ...announcements, [kind]: it } })}
          />
        </section>
      ))}
    </div>
  )
}
