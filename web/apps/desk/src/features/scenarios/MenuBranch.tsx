import type { ScenarioFinding, Voice } from '@naru/api'
import type { Zone } from './drop-place'
import classes from './MenuBranch.module.css'
import { MenuRow } from './MenuRow'
import type { Finding } from './menu-findings'
import { childrenOf, type Menu } from './menu-tree'
import type { RowActions } from './use-row-actions'

/** What every row of the tree is told. */
export type TreeState = {
  selectedId: string | undefined
  folded: ReadonlySet<string>
  findings: ReadonlyMap<string, Finding[]>
  /** What the server found in the saved draft, by menu. */
  warnings: ReadonlyMap<string, ScenarioFinding[]>
  voice: Voice
  /** Where the menu being dragged would go. */
  drop: { overId: string; zone: Zone } | undefined
  draggedId: string | undefined
}

type Props = { menu: Menu; isRoot?: boolean; state: TreeState; actions: RowActions }

/** A menu and, indented below it, where its keys lead. */
export function MenuBranch({ menu, isRoot = false, state, actions }: Props) {
  const children = state.folded.has(menu.id) ? [] : childrenOf(menu)
  return (
    <li
      className={classes.branch}
      data-root={isRoot || undefined}
      data-dragged={menu.id === state.draggedId || undefined}
    >
      <MenuRow menu={menu} isRoot={isRoot} state={state} actions={actions} />
      {children.length > 0 && (
        <ul className={classes.children}>
          {children.map(child => (
            <MenuBranch key={child.id} menu={child} state={state} actions={actions} />
          ))}
        </ul>
      )}
    </li>
  )
}
