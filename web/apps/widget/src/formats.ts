import type { Language } from './texts'

/** `167` → `02:47`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`
}

/** When we open, as a person says it: `11월 23일(월) 09:00`. */
export function opening(at: string, language: Language): string {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB'
  const date = new Date(at)
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric' }).format(date)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(date)
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    date,
  )
  return language === 'ko' ? `${day}(${weekday}) ${time}` : `${weekday} ${day}, ${time}`
}
