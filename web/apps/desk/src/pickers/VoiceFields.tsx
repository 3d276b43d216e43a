import { Select } from '@mantine/core'
import type { Voice } from '@naru/api'
import { useT } from '@naru/i18n'
import { GENDERS, LANGUAGES, SPEEDS } from './speech'

type Props = { voice: Voice; onChange: (voice: Voice) => void; size?: 'xs' | 'sm' }

/** `한국어 · 여성` and `속도 1.0`, side by side. */
export function VoiceFields({ voice, onChange, size = 'sm' }: Props) {
  const t = useT()
  const voices = LANGUAGES.flatMap(language =>
    GENDERS.map(gender => ({
      voice: { language, gender },
      value: `${language} ${gender}`,
      label: `${t(`voice.language_${language}`)} · ${t(`voice.gender_${gender}`)}`,
    })),
  )
  const speeds: number[] = [...new Set([...SPEEDS, voice.speed])].toSorted((a, b) => a - b)
  return (
    <>
      <Select
        size={size}
        w={158}
        aria-label={t('voice.label')}
        data={voices}
        value={`${voice.language} ${voice.gender}`}
        onChange={value => {
          const chosen = voices.find(it => it.value === value)
          if (chosen) onChange({ ...voice, ...chosen.voice })
        }}
      />
      <Select
        size={size}
        w={98}
        aria-label={t('voice.speed')}
        data={speeds.map(it => ({
          value: String(it),
          label: t('voice.speed_of', { speed: (it / 100).toFixed(1) }),
        }))}
        value={String(voice.speed)}
        onChange={value => onChange({ ...voice, speed: Number(value ?? 100) })}
      />
    </>
  )
}
