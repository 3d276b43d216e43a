import { ActionIcon } from '@mantine/core'
import { useT } from '@naru/i18n'
import { IconArrowDown, IconArrowUp, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './DataTable.module.css'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Numbers stand right, words left. */
  align?: 'right'
  width?: number | string
  /** What the column sorts by, for lists that are loaded whole. */
  sortBy?: (row: Row) => string | number
  /** Left out when the table gets narrow. */
  optional?: boolean
}

type Paging = { page: number; perPage: number; total: number; onPage: (page: number) => void }

type Props<Row> = {
  /** Names the table for screen readers. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** A row opens a drawer. Its first cell becomes the button. */
  onOpen?: (row: Row) => void
  /** The row whose drawer is open. */
  openKey?: string | undefined
  /** What stands in place of rows when there are none. */
  empty: ReactNode
  paging?: Paging
  dense?: boolean
}

/** A table without buttons still has to be scrolled by keyboard. */
const SCROLLER = { role: 'group', tabIndex: 0 } as const

type Sort = { key: string; descending: boolean }

/** Rows of 44 px under a sticky header. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, onOpen, openKey, empty, paging, dense = false } = props
  const [sort, setSort] = useState<Sort>()
  const shown = sorted(rows, columns, sort)
  return (
    <div className={classes.frame}>
      <div className={classes.scroll} {...(onOpen ? {} : { ...SCROLLER, 'aria-label': label })}>
        <table className={classes.table} data-dense={dense || undefined} aria-label={label}>
          <thead>
            <tr>
              {columns.map(column => (
                <HeaderCell key={column.key} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(row => (
              // The pointer may use the whole row; the keyboard uses the button in its first cell.
              <tr
                key={rowKey(row)}
                onClick={onOpen && (() => onOpen(row))}
                data-opens={onOpen ? true : undefined}
                data-open={openKey === rowKey(row) || undefined}
              >
                {columns.map((column, index) => (
                  <td
                    key={column.key}
                    data-align={column.align}
                    data-optional={column.optional || undefined}
                    data-narrow={column.width !== undefined || undefined}
                    data-label={column.header}
                  >
                    {index === 0 && onOpen ? (
                      <button type="button" className={classes.open}>
                        {column.cell(row)}
                      </button>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && empty}
      </div>
      {paging && paging.total > 0 && <Pager {...paging} />}
    </div>
  )
}

function sorted<Row>(rows: Row[], columns: Column<Row>[], sort: Sort | undefined): Row[] {
  const sortBy = columns.find(it => it.key === sort?.key)?.sortBy
  if (!sort || !sortBy) return rows
  const sign = sort.descending ? -1 : 1
  return rows.toSorted((one, other) => {
    const [a, b] = [sortBy(one), sortBy(other)]
    return (
      sign *
      (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'ko'))
    )
  })
}

type HeaderProps<Row> = { column: Column<Row>; sort: Sort | undefined; onSort: (sort: Sort) => void }

function HeaderCell<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const t = useT()
  const active = sort?.key === column.key ? sort : undefined
  const descending = active ? !active.descending : false
  const Arrow = active?.descending ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      style={{ width: column.width }}
      data-align={column.align}
      data-optional={column.optional || undefined}
      aria-sort={active && (active.descending ? 'descending' : 'ascending')}
    >
      {column.sortBy ? (
        <button
          type="button"
          className={classes.sort}
          title={t(descending ? 'table.sort_descending' : 'table.sort_ascending', { column: column.header })}
          onClick={() => onSort({ key: column.key, descending })}
        >
          {column.header}
          {active && <Arrow size={13} stroke={2} aria-hidden />}
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}

function Pager({ page, perPage, total, onPage }: Paging) {
  const t = useT()
  const from = (page - 1) * perPage + 1
  const to = Math.min(total, page * perPage)
  return (
    <nav className={classes.pager} aria-label={t('table.range', { from, to, total })}>
      <span>{t('table.range', { from, to, total })}</span>
      <ActionIcon aria-label={t('table.previous')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('table.next')} disabled={to >= total} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </nav>
  )
}
