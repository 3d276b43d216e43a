import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import en from './en.json'
import ko from './ko.json'

export const LANGUAGES = ['ko', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const REMEMBERED = 'naru.language'

export function parseLanguage(text: string | null | undefined): Language | undefined {
  return LANGUAGES.find(it => it === text)
}

/** The language chosen on this device. Korean unless chosen otherwise: it is the language of the product. */
export function rememberedLanguage(): Language {
  return parseLanguage(globalThis.localStorage?.getItem(REMEMBERED)) ?? 'ko'
}

/** Loads both dictionaries, so that switching needs no reload. */
export function startI18n(language: Language) {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ko',
    resources: { ko: { translation: ko }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = language
}

export async function changeLanguage(language: Language) {
  globalThis.localStorage?.setItem(REMEMBERED, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

/** `t`, re-rendering when the language changes. */
export function useT() {
  return useTranslation().t
}

export function useLanguage(): Language {
  return parseLanguage(useTranslation().i18n.language) ?? 'ko'
}

/** `t` outside of React, such as in a notification of the operating system. */
export const t = i18next.t.bind(i18next)

/** The text of a key that is only known at run time; undefined when there is none. */
export function lookUp(key: string): string | undefined {
  const text: unknown = i18next.getResource(i18next.language, 'translation', key)
  return typeof text === 'string' ? text : undefined
}
