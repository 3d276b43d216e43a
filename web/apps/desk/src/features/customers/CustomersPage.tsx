import { Button, TextInput } from '@mantine/core'
import { type Customer, useMay } from '@naru/api'
import { formatDate, useT } from '@naru/i18n'
import { ActionButton, Avatar, Chip, type Column, DataTable, EmptyState, Page, SideDrawer } from '@naru/ui'
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { CustomerForm } from './CustomerForm'
import { CustomerPanel } from './CustomerPanel'
import classes from './CustomersPage.module.css'
import { type CustomerSearch, customersQuery } from './customer-search'

type Props = {
  search: CustomerSearch
  onSearch: (search: CustomerSearch) => void
  onOpenInteraction: (id: string) => void
}

/** Everybody whose name was kept. */
export function CustomersPage({ search, onSearch, onOpenInteraction }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_customers')
  const [isAdding, setAdding] = useState(false)
  const columns = useColumns()
  const { data, error, refetch } = useQuery({ ...customersQuery(search), placeholderData: keepPreviousData })
  return (
    <Page
      title={t('nav.page.customers')}
      meta={data && <span className={classes.count}>{t('common.people', { count: data.total })}</span>}
      actions={
        <>
          <SearchField key={search.q} text={search.q ?? ''} onSearch={q => onSearch({ q })} />
          <ActionButton
            variant="filled"
            leftSection={<IconPlus size={16} />}
            onClick={() => setAdding(true)}
            disabledReason={mayEdit ? undefined : t('customer.denied')}
          >
            {t('customer.add')}
          </ActionButton>
        </>
      }
      flush
    >
      {error && (
        <div className={classes.error}>
          <ProblemBanner title={t('customer.list_failed')} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      <DataTable
        label={t('nav.page.customers')}
        columns={columns}
        rows={data?.items ?? []}
        rowKey={it => it.id}
        onOpen={it => onSearch({ ...search, customer: it.id })}
        openKey={search.customer}
        empty={
          data && (
            <EmptyState
              icon={<IconUsers size={22} stroke={1.6} />}
              title={search.q ? t('customer.none_found', { text: search.q }) : t('customer.none')}
              body={search.q ? t('customer.search_hint') : t('customer.none_body')}
              action={search.q && <Button onClick={() => onSearch({})}>{t('customer.clear_search')}</Button>}
            />
          )
        }
        {...(data && {
          paging: {
            page: data.page,
            perPage: data.per_page,
            total: data.total,
            onPage: (page: number) => onSearch({ q: search.q, page: page === 1 ? undefined : page }),
          },
        })}
      />
      <SideDrawer
        opened={search.customer !== undefined}
        title={t('desk.customer_panel')}
        onClose={() => onSearch({ ...search, customer: undefined })}
        size={440}
      >
        {search.customer && (
          <CustomerPanel
            key={search.customer}
            customerId={search.customer}
            onOpenInteraction={onOpenInteraction}
          />
        )}
      </SideDrawer>
      <SideDrawer opened={isAdding} title={t('customer.add')} onClose={() => setAdding(false)} size={440}>
        <div className={classes.form}>
          {isAdding && (
            <CustomerForm
              onDone={customer => {
                setAdding(false)
                if (customer) onSearch({ customer: customer.id })
              }}
            />
          )}
        </div>
      </SideDrawer>
    </Page>
  )
}

function SearchField({ text, onSearch }: { text: string; onSearch: (q: string | undefined) => void }) {
  const t = useT()
  const [value, setValue] = useState(text)
  return (
    <form
      className={classes.search}
      onSubmit={event => {
        event.preventDefault()
        onSearch(value.trim() || undefined)
      }}
    >
      <TextInput
        aria-label={t('customer.search')}
        placeholder={t('customer.search_placeholder')}
        leftSection={<IconSearch size={16} stroke={1.7} />}
        value={value}
        onChange={event => setValue(event.currentTarget.value)}
      />
    </form>
  )
}

function useColumns(): Column<Customer>[] {
  const t = useT()
  return [
    {
      key: 'name',
      header: t('common.name'),
      cell: it => (
        <span className={classes.name}>
          <Avatar name={it.name} size={24} />
          {it.name}
          {it.vip && <Chip tone="violet">{t('customer.vip')}</Chip>}
        </span>
      ),
    },
    { key: 'number', header: t('customer.number'), cell: it => it.number_masked ?? '–' },
    { key: 'email', header: t('customer.email'), optional: true, cell: it => it.email_masked ?? '–' },
    {
      key: 'note',
      header: t('customer.note'),
      optional: true,
      cell: it => <span className={classes.note}>{it.note || '–'}</span>,
    },
    { key: 'updated', header: t('customer.updated'), width: 112, cell: it => formatDate(it.updated_at) },
  ]
}
