import { ActionIcon, Menu as Dropdown } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Kbd } from '@naru/ui'
import { IconDots } from '@tabler/icons-react'
import type { Menu } from './menu-tree'
import type { RowActions } from './use-row-actions'

type Props = { menu: Menu; isRoot: boolean; actions: RowActions }

/** Everything a row can do, with its keys. */
export function RowMenu({ menu, isRoot, actions }: Props) {
  const t = useT()
  return (
    <Dropdown position="bottom-end" width={220}>
      <Dropdown.Target>
        <ActionIcon aria-label={t('menu.more', { name: menu.name || t('menu.unnamed') })}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Dropdown.Target>
      <Dropdown.Dropdown>
        <Dropdown.Item rightSection={<Kbd keys="Space" />} onClick={() => actions.listen(menu)}>
          {t('menu.key_listen')}
        </Dropdown.Item>
        <Dropdown.Item onClick={() => actions.tryOut(menu)}>{t('menu.try_out')}</Dropdown.Item>
        <Dropdown.Divider />
        <Dropdown.Item rightSection={<Kbd keys="+" />} onClick={() => actions.addChild(menu)}>
          {t('menu.add_child')}
        </Dropdown.Item>
        {!isRoot && (
          <>
            <Dropdown.Item rightSection={<Kbd keys="Enter" />} onClick={() => actions.addSibling(menu)}>
              {t('menu.add_sibling')}
            </Dropdown.Item>
            <Dropdown.Divider />
            <Dropdown.Item rightSection={<Kbd keys="alt+↑" />} onClick={() => actions.move(menu, -1)}>
              {t('categories.move_up')}
            </Dropdown.Item>
            <Dropdown.Item rightSection={<Kbd keys="alt+↓" />} onClick={() => actions.move(menu, 1)}>
              {t('categories.move_down')}
            </Dropdown.Item>
            <Dropdown.Item rightSection={<Kbd keys="⇥" />} onClick={() => actions.indent(menu)}>
              {t('menu.indent')}
            </Dropdown.Item>
            <Dropdown.Item rightSection={<Kbd keys="shift+⇥" />} onClick={() => actions.outdent(menu)}>
              {t('menu.outdent')}
            </Dropdown.Item>
            <Dropdown.Divider />
            <Dropdown.Item color="red" rightSection={<Kbd keys="Del" />} onClick={() => actions.remove(menu)}>
              {t('common.delete')}
            </Dropdown.Item>
          </>
        )}
      </Dropdown.Dropdown>
    </Dropdown>
  )
}
