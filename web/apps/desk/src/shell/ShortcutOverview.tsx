import { Modal, Switch } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Kbd, setSingleKeys, useShortcut, useShortcutList, useSingleKeys } from '@naru/ui'
import { openPanel, useOpenedPanel } from './panels'
import classes from './ShortcutOverview.module.css'

/** What can be pressed on this page, right now. */
export function ShortcutOverview() {
  const t = useT()
  const shortcuts = useShortcutList()
  const singleKeys = useSingleKeys()
  const opened = useOpenedPanel() === 'shortcuts'
  useShortcut({ keys: '?', label: t('shortcuts.title'), run: () => openPanel('shortcuts') })
  useShortcut({ keys: 'F6', label: t('shortcuts.next_panel'), run: focusNextPanel, inFields: true })
  return (
    <Modal
      opened={opened}
      onClose={() => openPanel(undefined)}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes.list}>
        {shortcuts.map(it => (
          <div key={it.keys} className={classes.row}>
            <dt>{it.label}</dt>
            <dd>
              <Kbd keys={it.keys} />
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        checked={singleKeys}
        onChange={event => setSingleKeys(event.currentTarget.checked)}
        label={t('shortcuts.single_keys')}
        description={t('shortcuts.single_keys_hint')}
      />
    </Modal>
  )
}

/** rail → inbox → centre → customer, and around again. */
function focusNextPanel() {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter(
    it => it.offsetParent !== null,
  )
  const current = panels.findIndex(it => it.contains(document.activeElement))
  const next = panels[(current + 1) % panels.length]
  if (!next) return
  // Only whoever jumps needs the ring; who clicked into a panel knows where they are.
  next.dataset.jumped = ''
  next.addEventListener('blur', () => delete next.dataset.jumped, { once: true })
  next.focus()
}
