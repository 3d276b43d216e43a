/** What a key does to the row that has the focus. */
export type RowCommand =
  | { kind: 'set_digit'; digit: string }
  | { kind: 'move'; step: 1 | -1 }
  | {
      kind:
        | 'add_sibling'
        | 'add_child'
        | 'indent'
        | 'outdent'
        | 'listen'
        | 'previous'
        | 'next'
        | 'first'
        | 'last'
        | 'unfold'
        | 'fold'
        | 'rename'
        | 'remove'
        | 'close'
    }

type Pressed = { key: string; altKey: boolean; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }

/** The footer of the tree as a table. Keys typed into a field of the row are text and never come here. */
export function rowCommand({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): RowCommand | undefined {
  if (ctrlKey || metaKey) return undefined
  if (altKey) return WITH_ALT[key]
  if (key === 'Tab') return { kind: shiftKey ? 'outdent' : 'indent' }
  if (/^[0-9]$/.test(key)) return { kind: 'set_digit', digit: key }
  return PLAIN[key]
}

const WITH_ALT: Record<string, RowCommand | undefined> = {
  ArrowUp: { kind: 'move', step: -1 },
  ArrowDown: { kind: 'move', step: 1 },
  ArrowLeft: { kind: 'outdent' },
  ArrowRight: { kind: 'indent' },
}

const PLAIN: Record<string, RowCommand | undefined> = {
  Enter: { kind: 'add_sibling' },
  '+': { kind: 'add_child' },
  ' ': { kind: 'listen' },
  ArrowUp: { kind: 'previous' },
  ArrowDown: { kind: 'next' },
  Home: { kind: 'first' },
  End: { kind: 'last' },
  ArrowRight: { kind: 'unfold' },
  ArrowLeft: { kind: 'fold' },
  F2: { kind: 'rename' },
  Delete: { kind: 'remove' },
  Backspace: { kind: 'remove' },
  Escape: { kind: 'close' },
}
