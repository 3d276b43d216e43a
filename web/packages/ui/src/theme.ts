import { type CSSVariablesResolver, createTheme, type MantineThemeOverride } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { createElement } from 'react'
import { colors } from './colors'
import { variables } from './tokens'

const FONT =
  "'Pretendard Variable', Pretendard, -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif"

const HEIGHT = { xs: '28px', sm: '32px', md: '36px', lg: '44px', xl: '52px' }

function heightOf(size: unknown): string {
  switch (size) {
    case 'xs':
    case 'compact-sm':
      return HEIGHT.xs
    case 'md':
      return HEIGHT.md
    case 'lg':
      return HEIGHT.lg
    case 'xl':
      return HEIGHT.xl
    default:
      return HEIGHT.sm
  }
}

/** Every control is 32 px high unless its size says otherwise: dense enough for a day of calls. */
const input = {
  defaultProps: { size: 'sm' },
  vars: (_theme: unknown, props: { size?: unknown }) => ({
    wrapper: { '--input-height': heightOf(props.size), '--input-fz': '13px', '--input-padding': '10px' },
  }),
}

const chevron = {
  rightSection: createElement(IconChevronDown, { size: 16, stroke: 1.7 }),
  rightSectionPointerEvents: 'none' as const,
}

const overlay = {
  // The body never scrolls, so there is nothing to lock; the lock would inject a style element.
  lockScroll: false,
  transitionProps: { duration: 120 },
  overlayProps: { backgroundOpacity: 0.3 },
  // A <header> in a dialog would count as a second banner of the page.
  attributes: { header: { role: 'none' } },
}

export const theme: MantineThemeOverride = createTheme({
  colors,
  primaryColor: 'naru',
  primaryShade: { light: 6, dark: 5 },
  black: '#1B222C',
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Consolas, monospace",
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.5', sm: '1.54', md: '1.57', lg: '1.5', xl: '1.44' },
  headings: { fontFamily: FONT, fontWeight: '700' },
  shadows: { md: 'var(--shadow-overlay)', xl: 'var(--shadow-overlay)' },
  components: {
    Input: input,
    InputWrapper: {
      defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right', ...chevron } },
    MultiSelect: { defaultProps: { size: 'sm', checkIconPosition: 'right', ...chevron } },
    NumberInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Button: {
      defaultProps: { size: 'sm', variant: 'default' },
      vars: (_theme: unknown, props: { size?: unknown }) => ({
        root: {
          '--button-height': heightOf(props.size),
          '--button-padding-x': props.size === 'xs' || props.size === 'compact-sm' ? '10px' : '14px',
          '--button-fz': props.size === 'xs' || props.size === 'compact-sm' ? '12px' : '13px',
        },
      }),
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      vars: (_theme: unknown, props: { variant?: unknown }) => ({
        root: props.variant === 'filled' ? {} : { '--ai-color': 'var(--text2)' },
      }),
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 12 } },
    Menu: {
      // The placeholder would be a child of role="menu" that is no item.
      defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { ...overlay, centered: true, radius: 'lg' } },
    Drawer: { defaultProps: { ...overlay, position: 'right' } },
    SegmentedControl: { defaultProps: { size: 'sm', withItemsBorders: false } },
    Switch: { defaultProps: { size: 'sm', withThumbIndicator: false } },
    Checkbox: { defaultProps: { size: 'sm' } },
    Radio: { defaultProps: { size: 'sm' } },
  },
})

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: variables('light'),
  dark: variables('dark'),
})
