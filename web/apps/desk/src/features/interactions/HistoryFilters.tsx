import { Button, Popover, Select, TextInput } from '@mantine/core'
import { $api, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AgentPicker } from '#desk/pickers/AgentPicker'
import { FilterChip } from '#desk/pickers/FilterChip'
import { QueuePicker } from '#desk/pickers/QueuePicker'
import classes from './HistoryFilters.module.css'
import { CHANNELS, type HistorySearch, OUTCOMES } from './history-search'

type Props = { search: HistorySearch; onSearch: (search: HistorySearch) => void }

/** What the list is narrowed to, each with its ×. The address keeps it, so a link shows the same list. */
export function HistoryFilters({ search, onSearch }: Props) {
  const t = useT()
  const change = (changes: Partial<HistorySearch>) => onSearch({ ...search, page: undefined, ...changes })
  const queues = useNames('/queues', search.queue !== undefined)
  const agents = useNames('/agents', search.agent !== undefined)
  return (
    <div className={classes.filters}>
      <NumberSearch
        key={search.number}
        number={search.number ?? ''}
        onChange={number => change({ number })}
      />
      {search.queue && (
        <FilterChip
          label={t('history.queue')}
          value={queues(search.queue)}
          onRemove={() => change({ queue: undefined })}
        />
      )}
      {search.agent && (
        <FilterChip
          label={t('history.agent')}
          value={agents(search.agent)}
          onRemove={() => change({ agent: undefined })}
        />
      )}
      {search.outcome && (
        <FilterChip
          label={t('history.outcome')}
          value={t(`outcome.${search.outcome}`)}
          onRemove={() => change({ outcome: undefined })}
        />
      )}
      {search.channel && (
        <FilterChip
          label={t('history.channel')}
          value={t(`channel.${search.channel}`)}
          onRemove={() => change({ channel: undefined })}
        />
      )}
      <FilterMenu search={search} onChange={change} />
    </div>
  )
}

/** Whole number, or exactly the last four digits: numbers are kept in a way that allows no other search. */
function NumberSearch({
  number,
  onChange,
}: {
  number: string
  onChange: (number: string | undefined) => void
}) {
  const t = useT()
  const [text, setText] = useState(number)
  const digits = text.replace(/\D/g, '')
  const isUsable = digits.length === 0 || digits.length === 4 || digits.length >= 8
  return (
    <form
      className={classes.search}
      onSubmit={event => {
        event.preventDefault()
        if (isUsable) onChange(digits || undefined)
      }}
    >
      <TextInput
        aria-label={t('history.number')}
        placeholder={t('history.number_placeholder')}
        leftSection={<IconSearch size={16} stroke={1.7} />}
        inputMode="tel"
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onBlur={() => isUsable && digits !== number.replace(/\D/g, '') && onChange(digits || undefined)}
        error={!isUsable && t('history.number_hint')}
      />
    </form>
  )
}

function FilterMenu({
  search,
  onChange,
}: {
  search: HistorySearch
  onChange: (changes: Partial<HistorySearch>) => void
}) {
  const t = useT()
  const mayReadAll = useMay('read_all_history')
  const mayReadSettings = useMay('read_settings')
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button leftSection={<IconFilter size={14} stroke={1.7} />} onClick={() => setOpened(!opened)}>
          {t('filter.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.title')}>
        <div className={classes.menu}>
          {mayReadSettings && (
            <QueuePicker
              label={t('history.queue')}
              value={search.queue ?? null}
              onChange={queue => onChange({ queue: queue ?? undefined })}
              clearable
              comboboxProps={{ withinPortal: false }}
            />
          )}
          {mayReadAll && mayReadSettings && (
            <AgentPicker
              label={t('history.agent')}
              value={search.agent ?? null}
              onChange={agent => onChange({ agent: agent ?? undefined })}
              clearable
              comboboxProps={{ withinPortal: false }}
            />
          )}
          <Select
            label={t('history.outcome')}
            placeholder={t('common.all')}
            clearable
            data={OUTCOMES.map(value => ({ value, label: t(`outcome.${value}`) }))}
            value={search.outcome ?? null}
            onChange={value => onChange({ outcome: OUTCOMES.find(it => it === value) })}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            label={t('history.channel')}
            placeholder={t('common.all')}
            clearable
            data={CHANNELS.map(value => ({ value, label: t(`channel.${value}`) }))}
            value={search.channel ?? null}
            onChange={value => onChange({ channel: CHANNELS.find(it => it === value) })}
            comboboxProps={{ withinPortal: false }}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function useNames(path: '/queues' | '/agents', enabled: boolean) {
  const { data } = useQuery({ ...$api.queryOptions('get', path), enabled })
  return (id: string) => data?.items.find(it => it.id === id)?.name ?? '…'
}
