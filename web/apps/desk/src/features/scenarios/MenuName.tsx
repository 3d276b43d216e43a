import type { DraggableSyntheticListeners } from '@dnd-kit/core'
import { useT } from '@naru/i18n'
import classes from './MenuRow.module.css'
import type { Menu } from './menu-tree'
import { nameElementId, type RowActions } from './use-row-actions'

type Props = { menu: Menu; isOpen: boolean; actions: RowActions; listeners: DraggableSyntheticListeners }

/** The name and the beginning of what is said; a field while the row is open. The name is never spoken. */
export function MenuName({ menu, isOpen, actions, listeners }: Props) {
  const t = useT()
  if (!isOpen) {
    return (
      <button
        type="button"
        className={classes.name}
        aria-expanded={false}
        onClick={() => actions.select(menu.id)}
        {...listeners}
      >
        <strong data-missing={menu.name === '' || undefined}>{menu.name || t('menu.unnamed')}</strong>
        {menu.announcement.text && <span>{menu.announcement.text}</span>}
      </button>
    )
  }
  return (
    <input
      id={nameElementId(menu.id)}
      className={classes.field}
      aria-label={t('menu.name')}
      aria-required
      aria-invalid={menu.name.trim() === ''}
      title={t('menu.name_hint')}
      placeholder={t('menu.name')}
      maxLength={60}
      value={menu.name}
      onChange={event => actions.change(menu, { name: event.currentTarget.value }, `${menu.id} name`)}
      onKeyDown={event => {
        // ↵ ends a Hangul syllable before it ends the name.
        if (event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        actions.focus(menu.id)
      }}
      // A menu that has just been added wants a name first.
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
      autoFocus={menu.name === ''}
    />
  )
}
