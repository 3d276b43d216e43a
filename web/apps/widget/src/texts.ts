import { useEffect, useState } from 'preact/hooks'
import en from './en.json'
import ko from './ko.json'

export type Language = 'ko' | 'en'
export type TextKey = keyof typeof ko
export type Say = (key: TextKey, values?: Record<string, string | number>) => string

const TEXTS = { ko, en } satisfies Record<Language, Record<TextKey, string>>

/** Korean for Korean browsers, English for everybody else. */
export function preferredLanguage(languages: readonly string[]): Language {
  return languages[0]?.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export function hasText(key: string): key is TextKey {
  return key in ko
}

export function useTexts() {
  const [language, setLanguage] = useState<Language>(() => preferredLanguage(navigator.languages))
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return {
    language,
    say: sayIn(language),
    switchLanguage: () => setLanguage(language === 'ko' ? 'en' : 'ko'),
  }
}
