import { useDraggable, useDroppable } from '@dnd-kit/core'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconGripVertical, IconPlus } from '@tabler/icons-react'
import { ActionChoice } from './ActionChoice'
import type { TreeState } from './MenuBranch'
import { MenuDetail } from './MenuDetail'
import { MenuName } from './MenuName'
import classes from './MenuRow.module.css'
import type { Menu } from './menu-tree'
import { RowFindings } from './RowFindings'
import { RowMenu } from './RowMenu'
import { type RowActions, rowElementId } from './use-row-actions'

type Props = { menu: Menu; isRoot: boolean; state: TreeState; actions: RowActions }

/** digit · name · 메뉴종료/상담연결 · queue · + · ⋯ */
export function MenuRow({ menu, isRoot, state, actions }: Props) {
  const t = useT()
  const drag = useDraggable({ id: menu.id, disabled: isRoot })
  const target = useDroppable({ id: menu.id })
  const isOpen = menu.id === state.selectedId
  const findings = state.findings.get(menu.id) ?? []
  const warnings = state.warnings.get(menu.id) ?? []
  const isConflicting = findings.some(it => it.code === 'conflict')
  const edit = (changes: Partial<Menu>, step?: string) => actions.change(menu, changes, step)
  return (
    <div
      id={rowElementId(menu.id)}
      className={classes.row}
      data-open={isOpen || undefined}
      data-conflict={isConflicting || undefined}
      data-drop={state.drop?.overId === menu.id ? state.drop.zone : undefined}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the row takes keys of its own, told in the footer
      tabIndex={0}
      aria-label={t('menu.row', { digit: menu.digit, name: menu.name })}
      aria-current={isOpen || undefined}
      onKeyDown={event => {
        // Keys of the row itself; those typed into its fields are text.
        if (event.target === event.currentTarget) actions.press(event, menu)
      }}
      onPointerDown={actions.arm}
      onBlur={actions.leave}
    >
      <div className={classes.head} ref={target.setNodeRef}>
        {!isRoot && (
          <span
            ref={drag.setNodeRef}
            className={classes.grip}
            title={t('menu.drag')}
            aria-hidden
            {...drag.listeners}
          >
            <IconGripVertical size={14} stroke={1.7} />
          </span>
        )}
        <Digit menu={menu} isRoot={isRoot} isConflicting={isConflicting} onChange={edit} />
        <MenuName menu={menu} isOpen={isOpen} actions={actions} listeners={drag.listeners} />
        <RowFindings findings={findings} warnings={warnings} digit={menu.digit} />
        <ActionChoice
          menu={menu}
          isFolded={state.folded.has(menu.id)}
          onChange={action => edit({ action }, `${menu.id} action`)}
          onFold={() => actions.fold(menu.id)}
        />
        <Tooltip label={t('menu.add_child')}>
          <ActionIcon aria-label={t('menu.add_child')} onClick={() => actions.addChild(menu)}>
            <IconPlus size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <RowMenu menu={menu} isRoot={isRoot} actions={actions} />
      </div>
      {isOpen && (
        <MenuDetail
          menu={menu}
          isRoot={isRoot}
          voice={state.voice}
          onVoice={actions.setVoice}
          onChange={changes => edit(changes, `${menu.id} ${Object.keys(changes).join()}`)}
        />
      )}
    </div>
  )
}

type DigitProps = {
  menu: Menu
  isRoot: boolean
  isConflicting: boolean
  onChange: (changes: Partial<Menu>) => void
}

function Digit({ menu, isRoot, isConflicting, onChange }: DigitProps) {
  const t = useT()
  if (isRoot) return <span className={classes.digit}>{menu.digit}</span>
  return (
    <input
      className={classes.digit}
      inputMode="numeric"
      aria-label={t('menu.digit')}
      aria-invalid={isConflicting}
      value={menu.digit}
      onFocus={event => event.currentTarget.select()}
      onChange={event => {
        const digit = event.currentTarget.value.replace(/\D/g, '').at(-1)
        if (digit) onChange({ digit })
      }}
    />
  )
}
