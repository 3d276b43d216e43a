import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import type { Category } from '@naru/api'
import { useT } from '@naru/i18n'
import { Chip, ConfirmDialog } from '@naru/ui'
import { IconArrowDown, IconArrowUp, IconDots, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './CategoriesPage.module.css'

type Props = {
  category: Category
  /** At the last level: nothing may hang below. */
  isDeep: boolean
  /** Switched off, itself or through something above it. */
  isOff: boolean
  mayEdit: boolean
  onAdd: () => void
  onRename: () => void
  onMove: (step: 1 | -1) => void
  onToggle: () => void
  onDelete: () => void
}

export function CategoryRow(props: Props) {
  const { category, isDeep, isOff, mayEdit, onAdd, onRename, onMove, onToggle, onDelete } = props
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className={classes.row} data-off={isOff || undefined}>
      <span className={classes.name}>{category.name}</span>
      {isOff && <Chip>{t('categories.off')}</Chip>}
      {mayEdit && (
        <span className={classes.tools}>
          <Tool label={t('categories.move_up')} icon={IconArrowUp} onClick={() => onMove(-1)} />
          <Tool label={t('categories.move_down')} icon={IconArrowDown} onClick={() => onMove(1)} />
          {!isDeep && <Tool label={t('categories.add_below')} icon={IconPlus} onClick={onAdd} />}
          <Menu position="bottom-end" width={160}>
            <Menu.Target>
              <ActionIcon aria-label={t('categories.more', { name: category.name })}>
                <IconDots size={16} stroke={1.7} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onRename}>{t('groups.rename')}</Menu.Item>
              <Menu.Item onClick={onToggle}>
                {category.active ? t('categories.switch_off') : t('categories.switch_on')}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => setAsking(true)}>
                {t('common.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      )}
      <ConfirmDialog
        opened={isAsking}
        title={t('categories.delete_question', { name: category.name })}
        confirmLabel={t('common.delete')}
        onConfirm={() => {
          setAsking(false)
          onDelete()
        }}
        onClose={() => setAsking(false)}
      >
        {t('categories.delete_body')}
      </ConfirmDialog>
    </div>
  )
}

function Tool({ label, icon: Icon, onClick }: { label: string; icon: typeof IconPlus; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
