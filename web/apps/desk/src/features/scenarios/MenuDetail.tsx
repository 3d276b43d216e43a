import type { Voice } from '@naru/api'
import { useT } from '@naru/i18n'
import { AnnouncementField } from './AnnouncementField'
import classes from './MenuDetail.module.css'
import { MenuOptions } from './MenuOptions'
import type { Menu } from './menu-tree'

type Props = {
  menu: Menu
  isRoot: boolean
  voice: Voice
  onVoice: (voice: Voice) => void
  onChange: (changes: Partial<Menu>) => void
}

/** The open part of a row: what the caller hears there, and what else happens. */
export function MenuDetail({ menu, isRoot, voice, onVoice, onChange }: Props) {
  const t = useT()
  return (
    <div className={classes.detail}>
      <AnnouncementField
        label={t('menu.announcement')}
        hint={t(isRoot ? 'menu.hint_root' : `menu.hint_${menu.action.kind}`)}
        announcement={menu.announcement}
        onChange={announcement => onChange({ announcement })}
        voice={voice}
        onVoice={onVoice}
      />
      <MenuOptions menu={menu} onChange={onChange} />
    </div>
  )
}
