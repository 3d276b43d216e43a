import { Select } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Chip } from '@naru/ui'
import { useQuery } from '@tanstack/react-query'
import { scenariosQuery } from './scenario-queries'

type Props = { scenarioId: string; number: string | undefined; onChange: (number: string) => void }

/** The numbers that lead to this scenario; the simulator calls the chosen one. */
export function NumberChoice({ scenarioId, number, onChange }: Props) {
  const t = useT()
  const { data } = useQuery(scenariosQuery())
  const numbers = data?.items.find(it => it.id === scenarioId)?.numbers
  if (!numbers) return null
  const [first] = numbers
  if (first === undefined) return <Chip tone="amber">{t('scenarios.no_number')}</Chip>
  return (
    <Select
      w={150}
      aria-label={t('scenarios.numbers')}
      data={numbers}
      value={number ?? first}
      onChange={value => value && onChange(value)}
    />
  )
}
