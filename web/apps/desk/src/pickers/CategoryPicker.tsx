import { Select } from '@mantine/core'
import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { useQuery } from '@tanstack/react-query'
import { flattenCategories, spellPath } from './category-path'

type Props = {
  value: string | null
  onChange: (categoryId: string | null) => void
  disabled?: boolean
}

/** 상담유형 with its depth. A category that was switched off stays readable where it was chosen. */
export function CategoryPicker({ value, onChange, disabled = false }: Props) {
  const t = useT()
  const { data } = useQuery($api.queryOptions('get', '/categories'))
  const options = flattenCategories(data?.items ?? [])
    .filter(it => it.active || it.id === value)
    .map(it => ({ value: it.id, label: spellPath(it.path) }))
  return (
    <Select
      aria-label={t('category.label')}
      placeholder={t('category.placeholder')}
      data={options}
      value={value}
      onChange={onChange}
      disabled={disabled}
      searchable={options.length >= 10}
      clearable
      nothingFoundMessage={t('category.none')}
      comboboxProps={{ position: 'top' }}
    />
  )
}
