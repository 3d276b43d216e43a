import { Button } from '@mantine/core'
import type { ScenarioFinding } from '@naru/api'
import { useT } from '@naru/i18n'
import { Banner, Kbd } from '@naru/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import classes from './MenuTab.module.css'
import { MenuTree } from './MenuTree'
import { countsOf, menuAt } from './menu-tree'
import { useRowActions } from './use-row-actions'
import type { ScenarioEditor } from './use-scenario-editor'

type Props = {
  editor: ScenarioEditor
  selectedId: string | undefined
  onSelect: (id: string | undefined) => void
  onTryOut: (digits: string[]) => void
}

/** The menu tree: one row per menu, the chosen one open. */
export function MenuTab({ editor, selectedId, onSelect, onTryOut }: Props) {
  const t = useT()
  const { actions, folded, reset, dismissReset } = useRowActions({ editor, selectedId, onSelect, onTryOut })
  const warnings = new Map<string, ScenarioFinding[]>()
  for (const it of editor.warnings) {
    const menu = it.path.length > 0 ? menuAt(editor.root, it.path) : undefined
    if (menu) warnings.set(menu.id, [...(warnings.get(menu.id) ?? []), it])
  }
  return (
    <div className={classes.tab}>
      <MenuTree
        root={editor.root}
        state={{ selectedId, folded, findings: editor.findings, warnings, voice: editor.shared.voice }}
        actions={actions}
      />
      {reset && (
        <Banner
          tone="brand"
          title={t('menu.reset', { name: reset.name })}
          actions={
            <Button
              size="xs"
              onClick={() => {
                dismissReset()
                editor.undo()
                onSelect(undefined)
              }}
            >
              {t('common.undo')}
            </Button>
          }
        >
          {t('menu.reset_body', { action: t(`menu.kind_${reset.what}`) })}
        </Banner>
      )}
      <Warnings editor={editor} onOpen={onSelect} />
      <footer className={classes.footer}>
        <span className={classes.keys}>
          <Kbd keys="0" /> – <Kbd keys="9" /> {t('menu.key_digit')}
        </span>
        <span className={classes.keys}>
          <Kbd keys="Enter" /> {t('menu.key_sibling')}
        </span>
        <span className={classes.keys}>
          <Kbd keys="⇥" /> {t('menu.key_child')}
        </span>
        <span className={classes.keys}>
          <Kbd keys="Space" /> {t('menu.key_listen')}
        </span>
        <span className={classes.counts}>{t('menu.counts', countsOf(editor.root))}</span>
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
        const menu = warning.path.length > 0 ? menuAt(editor.root, warning.path) : undefined
        return (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: the server's list, replaced whole
            key={index}
            className={classes.warning}
            data-tone={warning.blocks_publishing ? 'red' : 'amber'}
            role={warning.blocks_publishing ? 'alert' : 'status'}
          >
            <IconAlertCircle size={17} stroke={1.7} aria-hidden />
            <span>
              <strong>{menu?.name ?? t('menu.shared_warning')}</strong> {warning.text}
            </span>
            {menu && (
              <Button size="xs" variant="transparent" onClick={() => onOpen(menu.id)}>
                {t('menu.show')}
              </Button>
            )}
          </p>
        )
      })}
    </div>
  )
}
