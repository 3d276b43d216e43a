import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { speak } from '@naru/api'
import { changeLanguage, LANGUAGES, useLanguage, useT } from '@naru/i18n'
import { useQueryClient } from '@tanstack/react-query'
import classes from './ThemeAndLanguage.module.css'

const SCHEMES = ['light', 'dark', 'auto'] as const

/** Both take effect at once; the choice stays on this device. */
export function ThemeAndLanguage() {
  const t = useT()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes.choices}>
      <SegmentedControl
        aria-label={t('appearance.language')}
        size="xs"
        value={language}
        data={LANGUAGES.map(value => ({ value, label: <span lang={value}>{t(`language.${value}`)}</span> }))}
        onChange={value => {
          const chosen = LANGUAGES.find(it => it === value)
          if (!chosen) return
          speak(chosen)
          void changeLanguage(chosen)
          // Timelines and warnings are sentences of the server.
          void queryClient.invalidateQueries()
        }}
      />
      <SegmentedControl
        aria-label={t('appearance.theme')}
        size="xs"
        value={colorScheme}
        data={SCHEMES.map(value => ({ value, label: t(`appearance.${value}`) }))}
        onChange={value => {
          const chosen = SCHEMES.find(it => it === value)
          if (chosen) setColorScheme(chosen)
        }}
      />
    </div>
  )
}
