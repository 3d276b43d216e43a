import { ActionIcon, Menu as Dropdown, SegmentedControl, Tooltip } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Chip } from '@naru/ui'
import { IconDots, IconPlus } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { QueuePicker } from '#desk/pickers/QueuePicker'
import { MenuDetail } from './MenuDetail'
import classes from './MenuRow.module.css'
import { childrenOf, type Menu } from './menu-tree'

export type MenuActions = {
  open: (id: string) => void
  change: (id: string, edit: (menu: Menu) => Menu) => void
  addChild: (menu: Menu) => void
  addSibling: (menu: Menu) => void
  remove: (menu: Menu) => void
  move: (menu: Menu, step: 1 | -1) => void
}

type Props = { menu: Menu; isRoot: boolean; isOpen: boolean; isConflicting: boolean; actions: MenuActions }

/** digit · name · 메뉴종료/상담연결 · queue · + · ⋯ */
export function MenuRow({ menu, isRoot, isOpen, isConflicting, actions }: Props) {
  const t = useT()
  const edit = (changes: Partial<Menu>) => actions.change(menu.id, it => ({ ...it, ...changes }))
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the row itself; those typed into its fields are text.
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return
    if (/^[0-9]$/.test(event.key) && !isRoot) edit({ digit: event.key })
    else if (event.key === 'Enter') actions.addSibling(menu)
    else if (event.key === '+') actions.addChild(menu)
    else if (event.key === ' ') actions.open(menu.id)
    else return
    event.preventDefault()
  }
  return (
    <div
      className={classes.row}
      data-open={isOpen || undefined}
      data-conflict={isConflicting || undefined}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the row takes keys of its own, told in the footer
      tabIndex={0}
      aria-label={t('menu.row', { digit: menu.digit, name: menu.name })}
      onKeyDown={onKeyDown}
    >
      <div className={classes.head}>
        {isRoot ? (
          <span className={classes.digit}>{menu.digit}</span>
        ) : (
          <input
            className={classes.digit}
            inputMode="numeric"
            aria-label={t('menu.digit')}
            aria-invalid={isConflicting}
            value={menu.digit}
            onFocus={event => event.currentTarget.select()}
            onChange={event => {
              const digit = event.currentTarget.value.replace(/\D/g, '').at(-1)
              if (digit) edit({ digit })
            }}
          />
        )}
        <button
          type="button"
          className={classes.name}
          aria-expanded={isOpen}
          onClick={() => actions.open(menu.id)}
        >
          <strong data-missing={menu.name === '' || undefined}>{menu.name || t('menu.unnamed')}</strong>
          {menu.text && !isOpen && <span>{menu.text}</span>}
        </button>
        {isConflicting && (
          <span className={classes.conflict}>{t('menu.conflict', { digit: menu.digit })}</span>
        )}
        <ActionChoice menu={menu} onChange={edit} />
        <Tooltip label={t('menu.add_child')}>
          <ActionIcon aria-label={t('menu.add_child')} onClick={() => actions.addChild(menu)}>
            <IconPlus size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <MoreMenu menu={menu} isRoot={isRoot} actions={actions} />
      </div>
      {isOpen && <MenuDetail menu={menu} isRoot={isRoot} onChange={edit} />}
    </div>
  )
}

function ActionChoice({ menu, onChange }: { menu: Menu; onChange: (changes: Partial<Menu>) => void }) {
  const t = useT()
  const { action } = menu
  if (action.kind === 'menu') {
    const count = childrenOf(menu).length
    return count > 0 ? (
      <Chip>{t('menu.branches', { count })}</Chip>
    ) : (
      <Chip tone="amber">{t('menu.no_branches')}</Chip>
    )
  }
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('menu.action')}
        data={[
          { value: 'end', label: t('menu.end') },
          { value: 'connect', label: t('menu.connect') },
        ]}
        value={action.kind}
        onChange={value =>
          onChange({ action: value === 'end' ? { kind: 'end' } : { kind: 'connect', queue_id: null } })
        }
      />
      <span className={classes.queue}>
        {action.kind === 'connect' && (
          <QueuePicker
            size="xs"
            aria-label={t('menu.queue')}
            value={action.queue_id}
            error={action.queue_id === null}
            onChange={queue_id => onChange({ action: { kind: 'connect', queue_id } })}
          />
        )}
      </span>
    </>
  )
}

function MoreMenu({ menu, isRoot, actions }: { menu: Menu; isRoot: boolean; actions: MenuActions }) {
  const t = useT()
  return (
    <Dropdown position="bottom-end" width={180}>
      <Dropdown.Target>
        <ActionIcon aria-label={t('menu.more', { name: menu.name || t('menu.unnamed') })}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Dropdown.Target>
      <Dropdown.Dropdown>
        <Dropdown.Item onClick={() => actions.addChild(menu)}>{t('menu.add_child')}</Dropdown.Item>
        {!isRoot && (
          <>
            <Dropdown.Item onClick={() => actions.addSibling(menu)}>{t('menu.add_sibling')}</Dropdown.Item>
            <Dropdown.Item onClick={() => actions.move(menu, -1)}>{t('categories.move_up')}</Dropdown.Item>
            <Dropdown.Item onClick={() => actions.move(menu, 1)}>{t('categories.move_down')}</Dropdown.Item>
            <Dropdown.Divider />
            <Dropdown.Item color="red" onClick={() => actions.remove(menu)}>
              {t('common.delete')}
            </Dropdown.Item>
          </>
        )}
      </Dropdown.Dropdown>
    </Dropdown>
  )
}
