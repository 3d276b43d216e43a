import { type OwnedNumber, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, Chip, type Column, DataTable, EmptyState, Page } from '@naru/ui'
import { IconPhone, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { NumberForm } from './NumberForm'
import classes from './NumbersPage.module.css'
import { numbersQuery, scenariosQuery, trunksQuery } from './number-queries'

export type NumberSearch = { number?: string | undefined }
type Props = { search: NumberSearch; onSearch: (search: NumberSearch) => void }

/** The company's own numbers and what answers them. */
export function NumbersPage({ search, onSearch }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_numbers')
  const numbers = useSuspenseQuery(numbersQuery()).data.items
  const scenarios = useSuspenseQuery(scenariosQuery()).data.items
  const trunks = useSuspenseQuery(trunksQuery()).data.items
  const columns = useColumns(
    id => scenarios.find(it => it.id === id)?.name,
    id => trunks.find(it => it.id === id)?.name,
  )
  const opened = numbers.find(it => it.id === search.number)
  return (
    <Page
      title={t('numbers.title')}
      actions={
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={() => onSearch({ number: 'new' })}
          disabledReason={mayEdit ? undefined : t('numbers.denied')}
        >
          {t('numbers.add')}
        </ActionButton>
      }
      flush
    >
      <DataTable
        label={t('numbers.title')}
        columns={columns}
        rows={numbers}
        rowKey={it => it.id}
        onOpen={it => onSearch({ number: it.id })}
        openKey={search.number}
        empty={
          <EmptyState
            icon={<IconPhone size={22} stroke={1.6} />}
            title={t('numbers.none')}
            body={t('numbers.none_body')}
          />
        }
      />
      {(opened || search.number === 'new') && (
        <NumberForm
          key={search.number}
          number={opened}
          scenarios={scenarios}
          trunks={trunks}
          onClose={() => onSearch({})}
        />
      )}
    </Page>
  )
}

function useColumns(
  scenarioName: (id: string) => string | undefined,
  trunkName: (id: string) => string | undefined,
): Column<OwnedNumber>[] {
  const t = useT()
  return [
    {
      key: 'number',
      header: t('numbers.number'),
      sortBy: it => it.number,
      cell: it => (
        <span className={classes.number}>
          {it.number}
          {it.main && <Chip tone="brand">{t('numbers.main')}</Chip>}
        </span>
      ),
    },
    { key: 'label', header: t('numbers.label'), sortBy: it => it.label, cell: it => it.label || '–' },
    {
      key: 'scenario',
      header: t('history.scenario'),
      cell: it =>
        it.scenario_id ? (
          (scenarioName(it.scenario_id) ?? '–')
        ) : (
          <Chip tone="amber">{t('numbers.no_scenario')}</Chip>
        ),
    },
    {
      key: 'trunk',
      header: t('numbers.trunk'),
      optional: true,
      cell: it => (it.trunk_id ? (trunkName(it.trunk_id) ?? '–') : t('numbers.any_trunk')),
    },
  ]
}
