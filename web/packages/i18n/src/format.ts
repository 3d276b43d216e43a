import type { Language } from './language'

const LOCALE = { ko: 'ko-KR', en: 'en-GB' } satisfies Record<Language, string>

const two = (value: number) => String(value).padStart(2, '0')

/** `167` → `02:47`; from an hour on `1:02:47`. A negative span (clocks apart) reads as zero. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3_600)
  const minutes = Math.floor((whole % 3_600) / 60)
  const clock = `${two(minutes)}:${two(whole % 60)}`
  return hours > 0 ? `${hours}:${clock}` : clock
}

/** `02:47`, and from a day on `16일` / `16 days`: by then nobody counts minutes. */
export function formatAge(seconds: number, language: Language): string {
  const days = Math.floor(seconds / 86_400)
  if (days < 1) return formatDuration(seconds)
  return new Intl.NumberFormat(LOCALE[language], {
    style: 'unit',
    unit: 'day',
    unitDisplay: language === 'ko' ? 'short' : 'long',
  }).format(days)
}

/** `14:32`, in the zone of the device. */
export function formatTime(at: string | Date): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** `14:32:10`. */
export function formatClock(at: string | Date): string {
  return `${formatTime(at)}:${two(new Date(at).getSeconds())}`
}

/** `2026-11-20`: the form of lists and of the contract. */
export function formatDate(at: string | Date): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `2026-11-20 14:32`. */
export function formatDateTime(at: string | Date): string {
  return `${formatDate(at)} ${formatTime(at)}`
}

/** `11월 20일(금)` / `Fri 20 Nov`. */
export function formatDay(at: string | Date, language: Language): string {
  const date = new Date(at)
  const weekday = new Intl.DateTimeFormat(LOCALE[language], { weekday: 'short' }).format(date)
  const day = new Intl.DateTimeFormat(LOCALE[language], {
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
  }).format(date)
  return language === 'ko' ? `${day}(${weekday})` : `${weekday} ${day}`
}

/** `11.20`: for narrow columns; a list says its range elsewhere. */
export function formatShortDate(at: string | Date): string {
  const date = new Date(at)
  return `${two(date.getMonth() + 1)}.${two(date.getDate())}`
}

/** `1284` → `1,284`. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value)
}

/** A ratio as the number before its % sign: `0.951` → `95.1`. */
export function formatRatio(ratio: number): string {
  return (ratio * 100).toFixed(1)
}

/** `+1.4` / `-0.6`; zero carries no sign. */
export function formatDelta(value: number, fractionDigits = 0): string {
  const text = Math.abs(value).toFixed(fractionDigits)
  if (Number(text) === 0) return text
  return value > 0 ? `+${text}` : `-${text}`
}
