import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { theme } from './theme'
import './global.css'

/**
 * Theme, colour scheme and toasts. Mantine writes no <style> of its own here: its variables come from
 * `variables.gen.css`, so that the page needs no `unsafe-inline`.
 */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Notifications position="bottom-left" limit={2} transitionDuration={120} />
      {children}
    </MantineProvider>
  )
}
