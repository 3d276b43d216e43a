import { useT } from '@naru/i18n'
import { IconX } from '@tabler/icons-react'
import classes from './FilterChip.module.css'

type Props = { label: string; value: string; onRemove: () => void }

/** `큐: 배송·교환 ×` */
export function FilterChip({ label, value, onRemove }: Props) {
  const t = useT()
  return (
    <span className={classes.chip}>
      {label}: {value}
      <button type="button" aria-label={t('filter.remove', { label })} onClick={onRemove}>
        <IconX size={13} stroke={2} aria-hidden />
      </button>
    </span>
  )
}
