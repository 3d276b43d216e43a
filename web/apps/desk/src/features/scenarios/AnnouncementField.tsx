import { Textarea } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Counter, countCharacters } from '@naru/ui'
import classes from './AnnouncementField.module.css'
import { ListenButton } from './ListenButton'

const MAX_TEXT = 1_000
/** How fast the voice speaks, in characters a second; only for a rough "about 7 seconds". */
const CHARACTERS_PER_SECOND = 7.5

type Props = { label: string; hint: string; text: string; onChange: (text: string) => void }

/** What callers hear, how long it takes, and a way to hear it first. */
export function AnnouncementField({ label, hint, text, onChange }: Props) {
  const t = useT()
  const count = countCharacters(text)
  return (
    <div className={classes.field}>
      <Textarea
        label={label}
        description={hint}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={event => onChange(event.currentTarget.value)}
        error={count > MAX_TEXT && t('announcement.too_long')}
      />
      <div className={classes.below}>
        <ListenButton text={text} />
        <span className={classes.count}>
          {count > 0 &&
            t('announcement.about', { count: Math.max(1, Math.round(count / CHARACTERS_PER_SECOND)) })}
          <Counter text={text} max={MAX_TEXT} />
        </span>
      </div>
    </div>
  )
}
