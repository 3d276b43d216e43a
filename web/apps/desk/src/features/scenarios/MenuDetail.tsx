import { TextInput } from '@mantine/core'
import { useT } from '@naru/i18n'
import { AnnouncementField } from './AnnouncementField'
import classes from './MenuDetail.module.css'
import type { Menu } from './menu-tree'

type Props = { menu: Menu; isRoot: boolean; onChange: (changes: Partial<Menu>) => void }

/** The open part of a row: its name and what the caller hears there. */
export function MenuDetail({ menu, isRoot, onChange }: Props) {
  const t = useT()
  const hint = menu.action.kind === 'menu' ? 'menu' : menu.action.kind === 'end' ? 'end' : 'connect'
  return (
    <div className={classes.detail}>
      <TextInput
        label={t('menu.name')}
        description={t('menu.name_hint')}
        maxLength={60}
        withAsterisk
        value={menu.name}
        error={menu.name.trim() === '' && t('menu.name_needed')}
        onChange={event => onChange({ name: event.currentTarget.value })}
        // A menu that has just been added wants a name first.
        autoFocus={menu.name === ''}
      />
      <AnnouncementField
        label={t('menu.announcement')}
        hint={t(isRoot ? 'menu.hint_root' : `menu.hint_${hint}`)}
        text={menu.text}
        onChange={text => onChange({ text })}
      />
    </div>
  )
}
