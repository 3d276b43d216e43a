import { Button } from '@mantine/core'
import { $api, type Category, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton, EmptyState, Page, toastDone, toastRefused } from '@naru/ui'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { flattenCategories } from '#desk/pickers/category-path'
import { NameField } from '#desk/pickers/NameField'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './CategoriesPage.module.css'
import { CategoryRow } from './CategoryRow'
import { categoriesQuery } from './categories-query'
import { moved } from './reorder'

/** What is being written: a new category below some other (or at the top), or a new name. */
type Writing = { kind: 'new'; parent: string | null } | { kind: 'name'; id: string } | undefined

/** 상담유형: what agents choose from when they write up. Five levels at most. */
export function CategoriesPage() {
  const t = useT()
  const mayEdit = useMay('edit_categories')
  const { data } = useSuspenseQuery(categoriesQuery())
  const [writing, setWriting] = useState<Writing>()
  const actions = useCategoryActions(() => setWriting(undefined))
  const rows = flattenCategories(data.items)
  const add = (parent: string | null) => setWriting({ kind: 'new', parent })
  const newField = (parent: string | null) => (
    <NameField
      label={t('categories.new_name')}
      initial=""
      onSave={name => actions.create(name, parent, data.items)}
      onCancel={() => setWriting(undefined)}
    />
  )
  return (
    <Page
      title={t('categories.title')}
      meta={<span className={classes.hint}>{t('categories.hint')}</span>}
      actions={
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={() => add(null)}
          disabledReason={mayEdit ? undefined : t('categories.denied')}
        >
          {t('categories.add')}
        </ActionButton>
      }
    >
      <ul className={classes.tree} aria-label={t('categories.title')}>
        {writing?.kind === 'new' && writing.parent === null && (
          <li className={classes.writing}>{newField(null)}</li>
        )}
        {rows.map(row => {
          const category = data.items.find(it => it.id === row.id)
          if (!category) return null
          const indent = { paddingLeft: row.depth * 24 }
          return (
            <li key={row.id} style={indent}>
              {writing?.kind === 'name' && writing.id === row.id ? (
                <div className={classes.writing}>
                  <NameField
                    label={t('common.name')}
                    initial={category.name}
                    onSave={name => actions.change({ ...category, name })}
                    onCancel={() => setWriting(undefined)}
                  />
                </div>
              ) : (
                <CategoryRow
                  category={category}
                  isDeep={row.depth >= 4}
                  isOff={!row.active}
                  mayEdit={mayEdit}
                  onAdd={() => add(row.id)}
                  onRename={() => setWriting({ kind: 'name', id: row.id })}
                  onMove={step => actions.move(data.items, category, step)}
                  onToggle={() => actions.change({ ...category, active: !category.active })}
                  onDelete={() => actions.remove(category)}
                />
              )}
              {writing?.kind === 'new' && writing.parent === row.id && (
                <div className={classes.child}>{newField(row.id)}</div>
              )}
            </li>
          )
        })}
      </ul>
      {rows.length === 0 && writing === undefined && (
        <EmptyState
          icon={<IconTags size={22} stroke={1.6} />}
          title={t('categories.none')}
          body={t('categories.none_body')}
          action={mayEdit && <Button onClick={() => add(null)}>{t('categories.add')}</Button>}
        />
      )}
    </Page>
  )
}

function useCategoryActions(onDone: () => void) {
  const t = useT()
  const problem = useProblemText()
  const settle = { onSuccess: onDone, onError: (error: unknown) => toastRefused(problem(error).message) }
  const create = $api.useMutation('post', '/categories', settle)
  const update = $api.useMutation('put', '/categories/{id}', settle)
  const remove = $api.useMutation('delete', '/categories/{id}', {
    ...settle,
    onSuccess: () => toastDone(t('categories.deleted')),
  })
  const change = ({ id, ...body }: Category) => update.mutate({ params: { path: { id } }, body })
  return {
    create: (name: string, parent: string | null, all: Category[]) => {
      const position = all.filter(it => (it.parent_id ?? null) === parent).length
      create.mutate({ body: { name, parent_id: parent, position, active: true } })
    },
    change,
    move: (all: Category[], category: Category, step: 1 | -1) => {
      for (const it of moved(all, category, step)) change(it)
    },
    remove: (category: Category) => remove.mutate({ params: { path: { id: category.id } } }),
  }
}
