import classes from './MenuBranch.module.css'
import { type MenuActions, MenuRow } from './MenuRow'
import type { Menu } from './menu-tree'
import { childrenOf } from './menu-tree'

type Props = {
  menu: Menu
  isRoot?: boolean
  openId: string | undefined
  conflicts: ReadonlySet<string>
  actions: MenuActions
}

/** A menu and, indented below it, where its keys lead. */
export function MenuBranch({ menu, isRoot = false, openId, conflicts, actions }: Props) {
  const children = childrenOf(menu)
  return (
    <li className={classes.branch} data-root={isRoot || undefined}>
      <MenuRow
        menu={menu}
        isRoot={isRoot}
        isOpen={menu.id === openId}
        isConflicting={conflicts.has(menu.id)}
        actions={actions}
      />
      {children.length > 0 && (
        <ul className={classes.children}>
          {children.map(child => (
            <MenuBranch key={child.id} menu={child} openId={openId} conflicts={conflicts} actions={actions} />
          ))}
        </ul>
      )}
    </li>
  )
}
