import { ActionIcon, Button, Menu as Dropdown, SegmentedControl, TextInput } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Chip } from '@naru/ui'
import { IconChevronDown } from '@tabler/icons-react'
import { QueuePicker } from '#desk/pickers/QueuePicker'
import classes from './ActionChoice.module.css'
import { childrenOf, LEAF_KINDS, type LeafKind, leafAction, type Menu, type MenuAction } from './menu-tree'

type Props = {
  menu: Menu
  isFolded: boolean
  onChange: (action: MenuAction) => void
  onFold: () => void
}

/** What a menu does: `[메뉴종료 | 상담연결 ⌄] 상담그룹`, or how many menus hang below it. */
export function ActionChoice({ menu, isFolded, onChange, onFold }: Props) {
  const t = useT()
  const { action } = menu
  if (action.kind === 'menu') {
    const count = childrenOf(menu).length
    if (count === 0) return <Chip tone="amber">{t('menu.no_branches')}</Chip>
    return (
      <button type="button" className={classes.pill} aria-expanded={!isFolded} onClick={onFold}>
        {t('menu.branches', { count })}
        <IconChevronDown size={14} stroke={1.7} aria-hidden data-folded={isFolded || undefined} />
      </button>
    )
  }
  const choose = (kind: LeafKind) => kind !== action.kind && onChange(leafAction(kind, action))
  return (
    <>
      {action.kind === 'end' || action.kind === 'connect' ? (
        <span className={classes.kinds}>
          <SegmentedControl
            size="xs"
            aria-label={t('menu.action')}
            data={(['end', 'connect'] as const).map(value => ({ value, label: t(`menu.kind_${value}`) }))}
            value={action.kind}
            onChange={choose}
          />
          <Kinds chosen={action.kind} onChoose={choose}>
            <ActionIcon size={20} aria-label={t('menu.more_kinds')}>
              <IconChevronDown size={14} stroke={1.7} />
            </ActionIcon>
          </Kinds>
        </span>
      ) : (
        <Kinds chosen={action.kind} onChoose={choose}>
          <Button
            size="xs"
            variant="transparent"
            className={classes.pill ?? ''}
            rightSection={<IconChevronDown size={14} stroke={1.7} aria-hidden />}
          >
            {t(`menu.kind_${action.kind}`)}
          </Button>
        </Kinds>
      )}
      <span className={classes.target}>
        <Target action={action} onChange={onChange} />
      </span>
    </>
  )
}

type KindsProps = { chosen: LeafKind; onChoose: (kind: LeafKind) => void; children: React.ReactNode }

function Kinds({ chosen, onChoose, children }: KindsProps) {
  const t = useT()
  return (
    <Dropdown position="bottom-end" width={180}>
      <Dropdown.Target>{children}</Dropdown.Target>
      <Dropdown.Dropdown>
        {LEAF_KINDS.map(kind => (
          <Dropdown.Item key={kind} disabled={kind === chosen} onClick={() => onChoose(kind)}>
            {t(`menu.kind_${kind}`)}
          </Dropdown.Item>
        ))}
      </Dropdown.Dropdown>
    </Dropdown>
  )
}

/** Where it leads: the queue or the number, right in the row. */
function Target({ action, onChange }: { action: MenuAction; onChange: (action: MenuAction) => void }) {
  const t = useT()
  switch (action.kind) {
    case 'connect':
    case 'voicemail':
      return (
        <QueuePicker
          size="xs"
          aria-label={t('menu.queue')}
          value={action.queue_id}
          error={action.queue_id === null}
          onChange={queue_id => onChange({ ...action, queue_id })}
        />
      )
    case 'forward':
      return (
        <TextInput
          size="xs"
          inputMode="tel"
          maxLength={20}
          aria-label={t('menu.forward_number')}
          placeholder={t('menu.forward_number')}
          value={action.number}
          error={action.number.trim() === ''}
          onChange={event => onChange({ ...action, number: event.currentTarget.value })}
        />
      )
    default:
      return null
  }
}
