import { Select, type SelectProps } from '@mantine/core'
import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { useQuery } from '@tanstack/react-query'

type Props = Omit<SelectProps, 'data' | 'onChange'> & { onChange: (agentId: string | null) => void }

/** One agent, those who have left included: history keeps them. */
export function AgentPicker(props: Props) {
  const t = useT()
  const { data } = useQuery($api.queryOptions('get', '/agents'))
  const options = (data?.items ?? []).map(it => ({
    value: it.id,
    label: it.deactivated_at ? t('agent.left', { name: it.name }) : it.name,
  }))
  return (
    <Select
      placeholder={t('agent.placeholder')}
      nothingFoundMessage={t('agent.none')}
      searchable={options.length >= 10}
      {...props}
      data={options}
    />
  )
}
