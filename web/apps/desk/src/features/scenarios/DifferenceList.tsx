import { useT } from '@naru/i18n'
import { Chip, type Tone } from '@naru/ui'
import { spellPath } from '#desk/pickers/category-path'
import classes from './DifferenceList.module.css'
import type { Difference } from './scenario-difference'

const TONE = { added: 'green', removed: 'red', changed: 'brand' } satisfies Record<Difference['what'], Tone>

/** What one version says otherwise than another, a line for each thing. */
export function DifferenceList({ differences }: { differences: Difference[] }) {
  const t = useT()
  const place = (it: Difference['place']) => {
    switch (it.kind) {
      case 'menu':
        return spellPath(it.path.map(name => name || t('menu.unnamed')))
      case 'announcement':
        return t(`announcement.${it.key}`)
      default:
        return t(`difference.${it.kind}`)
    }
  }
  return (
    <ul className={classes.list}>
      {differences.map((it, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two menus may be called alike; the list is replaced whole
        <li key={index}>
          <Chip tone={TONE[it.what]}>{t(`difference.${it.what}`)}</Chip>
          <span>{place(it.place)}</span>
          {it.fields.length > 0 && (
            <span className={classes.fields}>
              {it.fields.map(field => t(`difference.field_${field}`)).join(', ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
