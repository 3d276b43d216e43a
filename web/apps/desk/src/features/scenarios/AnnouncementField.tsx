import { Button, Textarea } from '@mantine/core'
import type { Announcement, Voice } from '@naru/api'
import { useT } from '@naru/i18n'
import { countCharacters } from '@naru/ui'
import { IconMusic, IconTextCaption } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { PlayBar } from '#desk/pickers/PlayBar'
import { SoundPicker } from '#desk/pickers/SoundPicker'
import { aboutSeconds } from '#desk/pickers/speech'
import { VoiceFields } from '#desk/pickers/VoiceFields'
import classes from './AnnouncementField.module.css'
import { audibleOf } from './audible'

/** Past this, callers stop listening. A hint, not a wall. */
const GOOD_LENGTH = 200
const MAX_TEXT = 1_000

type Props = {
  label: string
  hint: string
  announcement: Announcement
  onChange: (announcement: Announcement) => void
  voice: Voice
  /** The voice is the whole scenario's; undefined where it is chosen once for many texts. */
  onVoice?: ((voice: Voice) => void) | undefined
}

/** What callers hear, how long it takes, and a way to hear it first: a text, or a sound of the library. */
export function AnnouncementField({ label, hint, announcement, onChange, voice, onVoice }: Props) {
  const t = useT()
  const id = useId()
  const [isChoosing, setChoosing] = useState(false)
  const { text, sound_id } = announcement
  const hasSound = sound_id !== undefined && sound_id !== null
  const count = countCharacters(text.trim())
  const seconds = count > 0 ? aboutSeconds(count, voice.speed) : 0
  return (
    <div className={classes.field}>
      <div className={classes.head}>
        <label htmlFor={id}>{label}</label>
        {!onVoice && <span className={classes.hint}>{hint}</span>}
        {hasSound || isChoosing ? (
          <Button
            size="xs"
            variant="transparent"
            leftSection={<IconTextCaption size={14} />}
            onClick={() => {
              setChoosing(false)
              onChange({ text })
            }}
          >
            {t('announcement.use_text')}
          </Button>
        ) : (
          <Button
            size="xs"
            variant="transparent"
            leftSection={<IconMusic size={14} />}
            onClick={() => setChoosing(true)}
          >
            {t('announcement.use_sound')}
          </Button>
        )}
      </div>
      {(hasSound || isChoosing) && (
        <SoundPicker
          aria-label={t('announcement.sound')}
          value={sound_id ?? null}
          onChange={chosen => onChange(chosen === null ? { text } : { text, sound_id: chosen })}
        />
      )}
      <div className={classes.text}>
        <Textarea
          id={id}
          autosize
          minRows={1}
          maxRows={8}
          placeholder={hasSound ? t('announcement.text_of_sound') : onVoice && hint}
          value={text}
          onChange={event => onChange({ ...announcement, text: event.currentTarget.value })}
          error={count > MAX_TEXT && t('announcement.too_long')}
        />
        {count > 0 && (
          <span className={classes.count} data-long={count > GOOD_LENGTH || undefined}>
            {t('announcement.length', { count, seconds: t('announcement.about', { count: seconds }) })}
            {count > GOOD_LENGTH && ` · ${t('announcement.long', { count: GOOD_LENGTH })}`}
          </span>
        )}
      </div>
      <div className={classes.below}>
        {onVoice && !hasSound && <VoiceFields voice={voice} onChange={onVoice} />}
        <PlayBar audible={audibleOf(announcement, voice)} seconds={seconds} />
      </div>
    </div>
  )
}
