import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Banner, Kbd, toastRefused } from '@naru/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { MenuBranch } from './MenuBranch'
import classes from './MenuTab.module.css'
import * as tree from './menu-tree'
import type { ScenarioEditor } from './use-scenario-editor'

/** What a new branch took from its parent, until the next change (ARS-05). */
type Reset = { name: string; what: 'end' | 'connect'; before: tree.Menu }

/** The menu tree: one row per menu, the chosen one open. */
export function MenuTab({ editor }: { editor: ScenarioEditor }) {
  const t = useT()
  const [openId, setOpenId] = useState<string>()
  const [reset, setReset] = useState<Reset>()
  const { root } = editor
  const update = (next: tree.Menu) => {
    setReset(undefined)
    editor.setRoot(next)
  }
  const add = (added: tree.Added | undefined, parent: tree.Menu | undefined) => {
    if (!added) {
      toastRefused(t('menu.full'))
      return
    }
    update(added.root)
    setOpenId(added.added.id)
    if (added.reset && parent) setReset({ name: parent.name, what: added.reset, before: root })
  }
  const actions = {
    open: (id: string) => setOpenId(id === openId ? undefined : id),
    change: (id: string, edit: (menu: tree.Menu) => tree.Menu) => update(tree.change(root, id, edit)),
    addChild: (menu: tree.Menu) => add(tree.addChild(root, menu.id), menu),
    addSibling: (menu: tree.Menu) => add(tree.addSibling(root, menu.id), undefined),
    remove: (menu: tree.Menu) => update(tree.remove(root, menu.id)),
    move: (menu: tree.Menu, step: 1 | -1) => update(tree.move(root, menu.id, step)),
  }
  const counts = tree.countsOf(root)
  return (
    <div className={classes.tab}>
      <ul className={classes.tree} aria-label={t('scenario.tab_menu')}>
        <MenuBranch menu={root} isRoot openId={openId} conflicts={editor.conflicts} actions={actions} />
      </ul>
      {reset && (
        <Banner
          tone="brand"
          title={t('menu.reset', { name: reset.name })}
          actions={
            <Button
              size="xs"
              onClick={() => {
                update(reset.before)
                setOpenId(undefined)
              }}
            >
              {t('common.undo')}
            </Button>
          }
        >
          {t(`menu.reset_${reset.what}`)}
        </Banner>
      )}
      <Warnings editor={editor} onOpen={setOpenId} />
      <footer className={classes.footer}>
        <span className={classes.keys}>
          <Kbd keys="0" /> – <Kbd keys="9" /> {t('menu.key_digit')}
        </span>
        <span className={classes.keys}>
          <Kbd keys="Enter" /> {t('menu.key_sibling')}
        </span>
        <span className={classes.keys}>
          <Kbd keys="+" /> {t('menu.key_child')}
        </span>
        <span className={classes.counts}>{t('menu.counts', counts)}</span>
      </footer>
    </div>
  )
}

/** What the server found unwise in the saved draft, with a way to the row. */
function Warnings({ editor, onOpen }: { editor: ScenarioEditor; onOpen: (id: string) => void }) {
  const t = useT()
  if (editor.warnings.length === 0) return null
  return (
    <div className={classes.warnings}>
      {editor.warnings.map((warning, index) => {
        const menu = warning.path.length > 0 ? tree.menuAt(editor.root, warning.path) : undefined
        return (
          <Banner
            // biome-ignore lint/suspicious/noArrayIndexKey: the server's list, replaced whole
            key={index}
            tone={warning.blocks_publishing ? 'red' : 'amber'}
            icon={<IconAlertTriangle size={18} stroke={1.7} />}
            title={menu?.name ?? t('menu.shared_warning')}
            actions={
              menu && (
                <Button size="xs" onClick={() => onOpen(menu.id)}>
                  {t('menu.show')}
                </Button>
              )
            }
          >
            {warning.text}
          </Banner>
        )
      })}
    </div>
  )
}
