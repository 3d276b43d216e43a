import {
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useT } from '@naru/i18n'
import { useState } from 'react'
import { placeAt, type Zone, zoneAt } from './drop-place'
import { MenuBranch, type TreeState } from './MenuBranch'
import classes from './MenuTab.module.css'
import type { Place } from './menu-edit'
import { type Menu, rowOf } from './menu-tree'
import type { RowActions } from './use-row-actions'

type Drag = { id: string; over: { overId: string; zone: Zone; place: Place } | undefined }
type Props = { root: Menu; state: Omit<TreeState, 'drop' | 'draggedId'>; actions: RowActions }

/** The rows, which can be dragged to any place of the tree; with the keyboard Alt and an arrow do the same. */
export function MenuTree({ root, state, actions }: Props) {
  const t = useT()
  const [drag, setDrag] = useState<Drag>()
  // A press that moves less than this is a click.
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }))
  const name = (id: string | number) => rowOf(root, String(id))?.menu.name ?? ''
  // Told of every movement and, a moment later, of every row that comes under the pointer.
  const onMove = (event: DragMoveEvent) => setDrag({ id: String(event.active.id), over: dropOf(root, event) })
  const onEnd = (event: DragEndEvent) => {
    const over = dropOf(root, event)
    if (over) actions.moveTo(String(event.active.id), over.place)
    setDrag(undefined)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setDrag({ id: String(active.id), over: undefined })}
      onDragMove={onMove}
      onDragOver={onMove}
      onDragEnd={onEnd}
      onDragCancel={() => setDrag(undefined)}
      accessibility={{
        screenReaderInstructions: { draggable: t('menu.drag_keys') },
        announcements: {
          onDragStart: ({ active }) => t('menu.drag_started', { name: name(active.id) }),
          onDragOver: ({ over }) => (over ? t('menu.drag_over', { name: name(over.id) }) : undefined),
          onDragEnd: ({ active }) => t('menu.drag_ended', { name: name(active.id) }),
          onDragCancel: ({ active }) => t('menu.drag_cancelled', { name: name(active.id) }),
        },
      }}
    >
      <ul className={classes.tree} data-rows aria-label={t('scenario.tab_menu')}>
        <MenuBranch
          menu={root}
          isRoot
          state={{ ...state, drop: drag?.over, draggedId: drag?.id }}
          actions={actions}
        />
      </ul>
      <DragOverlay dropAnimation={null}>
        {drag && <div className={classes.dragged}>{name(drag.id) || t('menu.unnamed')}</div>}
      </DragOverlay>
    </DndContext>
  )
}

/** Where the menu under way would go if it were let go now. */
function dropOf(root: Menu, { active, over, activatorEvent, delta }: DragMoveEvent): Drag['over'] {
  if (!over || !(activatorEvent instanceof PointerEvent)) return undefined
  const zone = zoneAt(activatorEvent.clientY + delta.y, over.rect.top, over.rect.height)
  const overId = String(over.id)
  const place = placeAt(root, String(active.id), overId, zone)
  return place && { overId, zone, place }
}
