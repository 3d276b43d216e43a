import { Select, type SelectProps } from '@mantine/core'
import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { useQuery } from '@tanstack/react-query'

type Props = Omit<SelectProps, 'data' | 'onChange'> & { onChange: (queueId: string | null) => void }

/** One 상담큐. The default queue of a group bears the group's name: choosing the group is choosing its queue. */
export function QueuePicker(props: Props) {
  const t = useT()
  const { data } = useQuery($api.queryOptions('get', '/queues'))
  const options = (data?.items ?? []).map(it => ({ value: it.id, label: it.name }))
  return (
    <Select
      placeholder={t('queue.placeholder')}
      nothingFoundMessage={t('queue.none')}
      searchable={options.length >= 10}
      {...props}
      data={options}
    />
  )
}
