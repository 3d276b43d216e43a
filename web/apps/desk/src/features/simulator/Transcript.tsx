import type { Voice } from '@naru/api'
import { lookUp, useT } from '@naru/i18n'
import { IconVolume } from '@tabler/icons-react'
import { soundPlayer, usePlayback } from '#desk/pickers/sound-player'
import { audiblesOf } from './audible-line'
import classes from './Transcript.module.css'
import { cutParts, type Line, type Noted, textOf } from './transcript'

type Props = {
  lines: Line[]
  voice: Voice
  /** The same tree as written words with buttons. */
  isText: boolean
  onChoose: (digit: string) => void
}

/** What has been said and pressed; the newest is at the bottom and in sight. */
export function Transcript({ lines, voice, isText, onChoose }: Props) {
  const t = useT()
  const lastSaid = lines.findLastIndex(it => it.kind === 'said')
  return (
    <div
      className={classes.scroll}
      role="log"
      aria-label={t('simulator.transcript')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit has to be scrolled by keyboard
      tabIndex={0}
    >
      <ul className={classes.lines}>
        {lines.map((line, index) => {
          const key = `${index} ${line.kind}`
          switch (line.kind) {
            case 'said':
              return (
                <Said
                  key={key}
                  line={line}
                  voice={voice}
                  isNewest={index === lastSaid}
                  isText={isText}
                  onChoose={onChoose}
                />
              )
            case 'pressed':
              return (
                <li key={key} className={classes.pressed}>
                  {isText ? line.digits : t('simulator.pressed', { digits: line.digits })}
                </li>
              )
            default:
              return (
                <li key={key} className={classes.note} data-kind={line.happening.kind}>
                  <Note happening={line.happening} />
                </li>
              )
          }
        })}
      </ul>
    </div>
  )
}

type SaidProps = {
  line: Extract<Line, { kind: 'said' }>
  voice: Voice
  isNewest: boolean
  isText: boolean
  onChoose: (digit: string) => void
}

function Said({ line, voice, isNewest, isText, onChoose }: SaidProps) {
  const t = useT()
  const audibles = audiblesOf(line.parts, voice)
  const keys = audibles.map(it => it.key)
  const playback = usePlayback(...keys)
  const index = playback ? keys.indexOf(playback.key) : 0
  // Between two sounds nothing starts anew.
  const isPlaying = isNewest && playback !== undefined && (playback.phase !== 'loading' || index > 0)
  const ratio = playback && playback.total > 0 ? playback.seconds / playback.total : 0
  const whole = textOf(line.parts) || t('simulator.sound')
  const [said, rest] = isPlaying && textOf(line.parts) ? cutParts(line.parts, index, ratio) : [whole, '']
  if (isText) {
    return (
      <li className={classes.said}>
        {whole}
        {line.choices.length > 0 && isNewest && (
          <span className={classes.choices}>
            {line.choices.map(it => (
              <button key={it.digit} type="button" onClick={() => onChoose(it.digit)}>
                {it.name}
              </button>
            ))}
          </span>
        )}
      </li>
    )
  }
  return (
    <li className={classes.said} data-playing={isPlaying || undefined} data-newest={isNewest || undefined}>
      {isPlaying && (
        <span className={classes.playing}>
          <IconVolume size={14} stroke={1.7} aria-hidden /> {t('simulator.playing')}
        </span>
      )}
      <button
        type="button"
        title={t('announcement.listen')}
        onClick={() => void soundPlayer.toggle(...audibles).catch(() => undefined)}
      >
        {said}
        {rest && <span className={classes.rest}>{rest}</span>}
      </button>
    </li>
  )
}

function Note({ happening }: { happening: Noted }) {
  const t = useT()
  switch (happening.kind) {
    case 'queued':
      return t('simulator.queued', { queue: happening.queue })
    case 'left_queue':
      return lookUp(`simulator.left_${happening.outcome}`) ?? t('simulator.left')
    case 'text_sent':
      return t('simulator.text_sent', { text: happening.text })
    case 'forwarded':
      return t('simulator.forwarded', { number: happening.number })
    case 'digits_taken':
      return t('simulator.digits_taken', { label: happening.label, digits: happening.digits })
    case 'ended':
      return happening.text || t('simulator.ended')
    case 'connected':
    case 'callback_requested':
    case 'voicemail':
    case 'voicemail_left':
    case 'music':
      return t(`simulator.${happening.kind}`)
  }
}
