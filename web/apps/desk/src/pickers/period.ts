import { formatDate } from '@naru/i18n'

/** Days as the contract writes them, both included. */
export type Period = { from: string; to: string }

export const PRESETS = ['today', 'yesterday', 'week', 'month'] as const
export type Preset = (typeof PRESETS)[number]

/** The days a preset means when `now` is the moment of looking. */
export function periodOf(preset: Preset, now: Date): Period {
  const day = (ago: number) => formatDate(new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago))
  switch (preset) {
    case 'today':
      return { from: day(0), to: day(0) }
    case 'yesterday':
      return { from: day(1), to: day(1) }
    case 'week':
      return { from: day(6), to: day(0) }
    case 'month':
      return { from: day(29), to: day(0) }
  }
}

/** The preset a period is, if it is one. */
export function presetOf(period: Period, now: Date): Preset | undefined {
  return PRESETS.find(it => {
    const { from, to } = periodOf(it, now)
    return from === period.from && to === period.to
  })
}

/** `2026-11-20`, or `2026-11-14 – 2026-11-20`. */
export function spellPeriod({ from, to }: Period): string {
  return from === to ? from : `${from} – ${to}`
}

/** Whether text from an address names a day. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && formatDate(`${text}T00:00:00`) === text
}
