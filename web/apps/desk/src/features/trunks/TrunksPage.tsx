import { type Trunk, type TrunkState, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import {
  ActionButton,
  Chip,
  type Column,
  DataTable,
  EmptyState,
  Meter,
  Page,
  Timer,
  type Tone,
} from '@naru/ui'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { TrunkForm } from './TrunkForm'
import classes from './TrunksPage.module.css'
import { trunksQuery } from './trunks-query'

export type TrunkSearch = { trunk?: string | undefined }
type Props = { search: TrunkSearch; onSearch: (search: TrunkSearch) => void }

/** The lines to the telephone network, and whether they answer. */
export function TrunksPage({ search, onSearch }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_trunks')
  const { data } = useSuspenseQuery({ ...trunksQuery(), refetchInterval: 15_000 })
  const columns = useColumns()
  const opened = data.items.find(it => it.id === search.trunk)
  return (
    <Page
      title={t('trunks.title')}
      actions={
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={() => onSearch({ trunk: 'new' })}
          disabledReason={mayEdit ? undefined : t('trunks.denied')}
        >
          {t('trunks.add')}
        </ActionButton>
      }
      flush
    >
      <DataTable
        label={t('trunks.title')}
        columns={columns}
        rows={data.items}
        rowKey={it => it.id}
        onOpen={it => onSearch({ trunk: it.id })}
        openKey={search.trunk}
        empty={
          <EmptyState
            icon={<IconPlugConnected size={22} stroke={1.6} />}
            title={t('trunks.none')}
            body={t('trunks.none_body')}
          />
        }
      />
      {(opened || search.trunk === 'new') && (
        <TrunkForm key={search.trunk} trunk={opened} onClose={() => onSearch({})} />
      )}
    </Page>
  )
}

const TONE = { up: 'green', unknown: 'gray', down: 'red', disabled: 'gray' } satisfies Record<
  TrunkState,
  Tone
>

/** Nobody asks this one whether it is there, so nothing is being checked either. */
const isLeftAlone = (trunk: Trunk) => trunk.state === 'unknown' && !trunk.probed

function useColumns(): Column<Trunk>[] {
  const t = useT()
  return [
    {
      key: 'name',
      header: t('common.name'),
      sortBy: it => it.name,
      cell: it => <span className={classes.name}>{it.name}</span>,
    },
    {
      key: 'state',
      header: t('trunks.state'),
      sortBy: it => it.state,
      cell: it => (
        <span className={classes.state}>
          <Chip tone={TONE[it.state]} dot>
            {t(`trunk.state.${isLeftAlone(it) ? 'unprobed' : it.state}`)}
          </Chip>
          {it.state_detail && <span>{it.state_detail}</span>}
          {it.state_since && it.state === 'down' && <Timer since={it.state_since} />}
        </span>
      ),
    },
    {
      key: 'address',
      header: t('trunks.address'),
      optional: true,
      cell: it => `${it.transport.toUpperCase()} ${it.host}:${it.port}`,
    },
    {
      key: 'access',
      header: t('trunks.access'),
      optional: true,
      cell: it => t(`trunks.access_${it.access.kind}`),
    },
    {
      key: 'use',
      header: t('trunks.use'),
      width: 200,
      cell: it => (
        <span className={classes.use}>
          <Meter label={it.name} ratio={it.channels > 0 ? it.in_use / it.channels : 0} />
          <span>
            <strong>{it.in_use}</strong> / {it.channels}
          </span>
        </span>
      ),
    },
  ]
}
