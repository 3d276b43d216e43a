import { Select, type SelectProps } from '@mantine/core'
import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { useQuery } from '@tanstack/react-query'

type Props = Omit<SelectProps, 'data' | 'onChange'> & { onChange: (soundId: string | null) => void }

/** One sound of the library. */
export function SoundPicker(props: Props) {
  const t = useT()
  const { data } = useQuery($api.queryOptions('get', '/sounds'))
  const options = (data?.items ?? []).map(it => ({ value: it.id, label: it.name }))
  return (
    <Select
      placeholder={t('sounds.choose')}
      nothingFoundMessage={t('sounds.none')}
      searchable={options.length >= 10}
      {...props}
      data={options}
    />
  )
}
