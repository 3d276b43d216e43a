/** Drawn here because a library of icons would cost more than the page. 24 × 24. */
type Props = { path: string; size?: number; weight?: number }

export function Icon({ path, size = 24, weight = 1.8 }: Props) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d={path}
        stroke="currentColor"
        stroke-width={weight}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

export const PHONE =
  'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2'
export const MICROPHONE =
  'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3M5 10a7 7 0 0 0 14 0M8 21h8M12 17v4'
export const MICROPHONE_OFF =
  'M3 3l18 18M9 9v2a3 3 0 0 0 5 2.2M15 11V6a3 3 0 0 0-5.8-1M16.9 16.9A7 7 0 0 1 5 10M8 21h8M12 17v4M19 10a7 7 0 0 1-.6 2.8'
export const KEYPAD = 'M6 5h.01M12 5h.01M18 5h.01M6 11h.01M12 11h.01M18 11h.01M6 17h.01M12 17h.01M18 17h.01'
export const CLOCK = 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3 3'
export const ALERT = 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 8v4.5M12 16h.01'
