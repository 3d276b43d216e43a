/** What a colour is for, in both schemes. Screens use only these, as `var(--panel)`. */
export const tokens = {
  canvas: ['#F1F3F6', '#0B0E12'],
  panel: ['#FFFFFF', '#14191F'],
  sunken: ['#F7F8FA', '#10141A'],
  raised: ['#FFFFFF', '#1D242D'],
  hover: ['#F3F5F8', '#1A2129'],
  line: ['#E6E9EE', '#252C36'],
  line2: ['#D3D9E1', '#36404C'],
  text: ['#1B222C', '#E6EBF2'],
  text2: ['#4F5A69', '#AAB5C2'],
  text3: ['#5A6575', '#8793A2'],
  'text-off': ['#A7B0BC', '#5B6673'],
  'brand-solid': ['#0070B5', '#1A74B6'],
  'brand-text': ['#005F99', '#8CC7F8'],
  'brand-soft': ['#EAF5FE', '#10283B'],
  'brand-line': ['#B8DDFD', '#1F4A6B'],
  green: ['#0E7040', '#5DBC80'],
  amber: ['#8F5700', '#E5B060'],
  red: ['#C23636', '#F67D75'],
  violet: ['#6A50AB', '#B9A4F2'],
  'green-soft': ['#E8F6ED', '#12291C'],
  'amber-soft': ['#FCF2E0', '#2E2210'],
  'red-soft': ['#FFEFED', '#351A1B'],
  'violet-soft': ['#F2EEFF', '#241D3A'],
  'gray-soft': ['#EEF0F3', '#20272F'],
  'amber-line': ['#EAD0A0', '#5A431B'],
  'red-line': ['#F5C4BF', '#6B3230'],
  'danger-solid': ['#CB3A3A', '#CB3A3A'],
  'on-solid': ['#FFFFFF', '#FFFFFF'],
  /** Pressed filter chips and toasts: the scheme turned round. */
  inverse: ['#1B222C', '#E6EBF2'],
  'on-inverse': ['#FFFFFF', '#14191F'],
  /** Bars and dots that carry a status by their fill. */
  'fill-brand': ['#0070B5', '#57ABEA'],
  'fill-brand2': ['#8CC7F8', '#2A6A9C'],
  'fill-green': ['#34A464', '#34A464'],
  'fill-amber': ['#DB9E3F', '#DB9E3F'],
  'fill-violet': ['#9378D9', '#9378D9'],
  'fill-red': ['#E25752', '#E25752'],
  'fill-gray': ['#CDD3DB', '#3B4551'],
  track: ['#EEF0F3', '#20272F'],
  'focus-ring': ['rgba(0, 112, 181, 0.22)', 'rgba(87, 171, 234, 0.30)'],
  'shadow-overlay': ['0 12px 32px rgba(20, 30, 45, 0.16)', '0 12px 32px rgba(0, 0, 0, 0.56)'],
} satisfies Record<string, [light: string, dark: string]>

type Scheme = 'light' | 'dark'

/** The tokens of one scheme as CSS variables, with Mantine's own roles pointed at them. */
export function variables(scheme: Scheme): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(tokens).map(([name, [light, dark]]) => [`--${name}`, scheme === 'light' ? light : dark]),
  )
  return { ...own, ...MANTINE_ROLES }
}

const MANTINE_ROLES = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text2)',
  '--mantine-color-placeholder': 'var(--text3)',
  '--mantine-color-anchor': 'var(--brand-text)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--text-off)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-naru-filled': 'var(--brand-solid)',
  '--mantine-color-naru-filled-hover': 'color-mix(in srgb, var(--brand-solid) 88%, black)',
  '--mantine-color-naru-light': 'var(--brand-soft)',
  '--mantine-color-naru-light-hover': 'color-mix(in srgb, var(--brand-soft) 80%, var(--brand-line))',
  '--mantine-color-naru-light-color': 'var(--brand-text)',
  '--mantine-color-naru-outline': 'var(--brand-text)',
  '--mantine-color-red-filled': 'var(--danger-solid)',
  '--mantine-color-red-filled-hover': 'color-mix(in srgb, var(--danger-solid) 88%, black)',
  '--mantine-color-red-light': 'var(--red-soft)',
  '--mantine-color-red-light-color': 'var(--red)',
}
