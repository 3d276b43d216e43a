import { Button, Modal, SegmentedControl } from '@mantine/core'
import { $api, type Holiday } from '@naru/api'
import { formatDay, useLanguage, useT } from '@naru/i18n'
import { Chip, SkeletonRows } from '@naru/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './Holidays.module.css'
import { planImport, takeImport } from './holidays'

type Props = {
  /** The year to begin with. */
  suggested: number
  holidays: Holiday[]
  onImport: (holidays: Holiday[]) => void
  onClose: () => void
}

/** The public holidays of a year, before they are taken over: what comes in and what is there already. */
export function ImportHolidays({ suggested, holidays, onImport, onClose }: Props) {
  const t = useT()
  const language = useLanguage()
  const [year, setYear] = useState(suggested)
  const { data, error, refetch } = useQuery({
    ...$api.queryOptions('get', '/public-holidays', { params: { query: { year } } }),
    staleTime: Infinity,
  })
  const plan = planImport(holidays, data?.items ?? [])
  const count = plan.filter(it => !it.isThere).length
  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={t('hours.import', { year })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.plan}>
        <SegmentedControl
          aria-label={t('hours.import_year')}
          data={[suggested - 1, suggested, suggested + 1].map(String)}
          value={String(year)}
          onChange={value => setYear(Number(value))}
        />
        {error && (
          <ProblemBanner title={t('hours.import_failed')} error={error} onRetry={() => void refetch()} />
        )}
        {!data && !error && <SkeletonRows />}
        {data && plan.length === 0 && <p>{t('hours.import_none', { year })}</p>}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit has to be scrolled by keyboard */}
        <ul tabIndex={0} aria-label={t('hours.import', { year })}>
          {plan.map(({ holiday, isThere }) => (
            <li key={`${holiday.date} ${holiday.name}`} data-there={isThere || undefined}>
              <span>{formatDay(`${holiday.date}T00:00:00`, language)}</span>
              <span>{holiday.name}</span>
              {isThere ? (
                <Chip>{t('hours.import_there')}</Chip>
              ) : (
                <Chip tone="green">{t('difference.added')}</Chip>
              )}
            </li>
          ))}
        </ul>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="filled"
            disabled={count === 0}
            onClick={() => {
              onImport(takeImport(holidays, plan))
              onClose()
            }}
          >
            {t('hours.import_confirm', { count })}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
