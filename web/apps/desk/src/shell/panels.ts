import { useSyncExternalStore } from 'react'

/** What may lie over or beside any page, one at a time. */
export type PanelName = 'search' | 'shortcuts' | 'preferences' | 'password'

let opened: PanelName | undefined
const listeners = new Set<() => void>()

export function openPanel(name: PanelName | undefined) {
  opened = name
  for (const listener of listeners) listener()
}

export function useOpenedPanel(): PanelName | undefined {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => opened,
  )
}
