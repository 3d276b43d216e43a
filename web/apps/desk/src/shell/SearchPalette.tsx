import { TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { $api, may, useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { Chip, Dialog, useShortcut } from '@naru/ui'
import { IconSearch, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { pagesFor } from './navigation'
import { openPanel, useOpenedPanel } from './panels'
import classes from './SearchPalette.module.css'

/** ⌘K: pages by name, customers by name, whole number or last four digits. */
export function SearchPalette() {
  const t = useT()
  const opened = useOpenedPanel() === 'search'
  const close = () => openPanel(undefined)
  useShortcut({ keys: 'mod+K', label: t('search.title'), run: () => openPanel('search') })
  return (
    <Dialog opened={opened} onClose={close} top={96} size={560} padding={0} label={t('search.title')}>
      {opened && <Palette onClose={close} />}
    </Dialog>
  )
}

type Hit = {
  key: string
  label: string
  detail: string
  vip?: boolean
  icon: typeof IconUser
  go: () => void
}

function Palette({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const hits = useHits(text)
  const choose = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    hit.go()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // ↵ ends a Hangul syllable before it chooses anything.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && hits.length > 0) {
      event.preventDefault()
      setActive((Math.min(active, hits.length - 1) + step + hits.length) % hits.length)
    }
    if (event.key === 'Enter') choose(hits[Math.min(active, hits.length - 1)])
  }
  return (
    <div className={classes.palette}>
      <TextInput
        size="lg"
        variant="unstyled"
        className={classes.input ?? ''}
        leftSection={<IconSearch size={18} stroke={1.7} />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="search-hits"
        aria-activedescendant={hits[active] ? `hit-${hits[active].key}` : undefined}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <div id="search-hits" role="listbox" aria-label={t('search.hits')} className={classes.hits}>
        {hits.map((hit, index) => (
          <UnstyledButton
            key={hit.key}
            id={`hit-${hit.key}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={classes.hit}
            onMouseMove={() => setActive(index)}
            onClick={() => choose(hit)}
          >
            <hit.icon size={16} stroke={1.7} aria-hidden />
            <span className={classes.label}>{hit.label}</span>
            {hit.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
            <span className={classes.detail}>{hit.detail}</span>
          </UnstyledButton>
        ))}
      </div>
      {hits.length === 0 && <p className={classes.none}>{t('search.none', { text })}</p>}
    </div>
  )
}

function useHits(text: string): Hit[] {
  const t = useT()
  const navigate = useNavigate()
  const { permissions } = useSession()
  const [wanted] = useDebouncedValue(text.trim(), 200)
  const { data } = useQuery({
    ...$api.queryOptions('get', '/customers', { params: { query: { q: wanted } } }),
    enabled: wanted.length > 0 && may(permissions, 'read_customers'),
    placeholderData: keepPreviousData,
  })
  const pages = pagesFor(permissions)
    .map(page => ({ page, label: t(`nav.page.${page.key}`) }))
    .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
    .map(
      ({ page, label }): Hit => ({
        key: page.key,
        label,
        detail: t(`nav.section.${page.section}`),
        icon: page.icon,
        go: () => void navigate({ to: page.to }),
      }),
    )
  const customers = (wanted && text.trim() ? (data?.items ?? []) : []).slice(0, 8).map(
    (it): Hit => ({
      key: it.id,
      label: it.name,
      detail: it.number_masked ?? '',
      vip: it.vip,
      icon: IconUser,
      go: () => void navigate({ to: '/customers', search: { customer: it.id } }),
    }),
  )
  return [...customers, ...pages]
}
