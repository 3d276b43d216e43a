import { formatNumber, useLanguage, useT } from '@naru/i18n'
import classes from './Counter.module.css'

/** Characters as a person counts them: a syllable or an emoji is one. The server counts the same way. */
export function countCharacters(text: string): number {
  return [...text].length
}

/** `57 / 1,024`; amber from 90 %, red past the limit. */
export function Counter({ text, max }: { text: string; max: number }) {
  const t = useT()
  const language = useLanguage()
  const count = countCharacters(text)
  const tone = count > max ? 'red' : count >= max * 0.9 ? 'amber' : undefined
  return (
    <span className={classes.counter} data-tone={tone} title={t('counter.of', { count, max })}>
      {formatNumber(count, language)} / {formatNumber(max, language)}
    </span>
  )
}
