import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** `M`, `alt+X`, `mod+Enter`, `F6`. `mod` is ⌘ on Apple keyboards and Ctrl elsewhere. */
export type Shortcut = {
  keys: string
  label: string
  run: () => void
  enabled?: boolean
  /** Also while a text field has the focus. Single keys never do. */
  inFields?: boolean
}

type Entry = { keys: string; label: string; enabled: boolean; inFields: boolean; run: () => void }

const REMEMBERED = 'naru.single-keys'
const entries = new Map<symbol, Entry>()
const listeners = new Set<() => void>()
let list: readonly { keys: string; label: string }[] = []
let singleKeys = globalThis.localStorage?.getItem(REMEMBERED) !== 'off'

/** Offers a shortcut while the calling component is on screen. The newest one of the same keys wins. */
export function useShortcut(shortcut: Shortcut) {
  const { keys, label, enabled = true, inFields = keys.includes('mod+') } = shortcut
  const run = useEffectEvent(shortcut.run)
  useEffect(() => {
    const id = Symbol(keys)
    entries.set(id, { keys, label, enabled, inFields, run: () => run() })
    publish()
    return () => {
      entries.delete(id)
      publish()
    }
  }, [keys, label, enabled, inFields])
}

/** What can be pressed on this screen, for the overview. */
export function useShortcutList() {
  return useSyncExternalStore(subscribe, () => list)
}

/** Whether single keys act; whoever uses speech input switches them off (WCAG 2.1.4). */
export function useSingleKeys() {
  return useSyncExternalStore(subscribe, () => singleKeys)
}

export function setSingleKeys(on: boolean) {
  singleKeys = on
  globalThis.localStorage?.setItem(REMEMBERED, on ? 'on' : 'off')
  publish()
}

/** Starts listening; called once, before the app renders. */
export function startShortcuts(target: Window) {
  target.addEventListener('keydown', event => {
    if (event.isComposing || event.defaultPrevented || event.repeat) return
    const pressed = [...entries.values()].filter(it => it.enabled && matches(it.keys, event)).pop()
    if (!pressed) return
    if (isSingle(pressed.keys) && !singleKeys) return
    if (isTyping(event.target) && !pressed.inFields) return
    event.preventDefault()
    pressed.run()
  })
}

/**
 * Letters and digits are matched by their place on the keyboard: with the Hangul layout on, the key marked M
 * types ㅡ, and with ⌥ held it types a symbol.
 */
export function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const mod = parts.includes('mod')
  if (mod !== (event.metaKey || event.ctrlKey)) return false
  if (parts.includes('alt') !== event.altKey) return false
  if (/^[A-Z]$/.test(key)) return !event.shiftKey && event.code === `Key${key}`
  if (/^[0-9]$/.test(key)) return !event.shiftKey && event.code === `Digit${key}`
  if (parts.includes('shift') !== event.shiftKey && key.length > 1) return false
  return event.key === key
}

function isSingle(keys: string) {
  return keys.length === 1
}

function isTyping(target: EventTarget | null) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox],[type=radio],[type=range]), textarea, select'))
  )
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function publish() {
  const labels = new Map([...entries.values()].map(it => [it.keys, it.label]))
  list = [...labels].map(([keys, label]) => ({ keys, label }))
  for (const listener of listeners) listener()
}
