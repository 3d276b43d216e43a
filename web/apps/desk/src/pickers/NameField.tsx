import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'

type Props = { label: string; initial: string; onSave: (name: string) => void; onCancel: () => void }

/** A name written in its place: ↵ keeps it, Esc does not. */
export function NameField({ label, initial, onSave, onCancel }: Props) {
  const [name, setName] = useState(initial)
  const save = () => (name.trim() && name.trim() !== initial ? onSave(name.trim()) : onCancel())
  const onKeyDown = (event: KeyboardEvent) => {
    // ↵ ends a Hangul syllable before it ends the name.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') save()
    if (event.key === 'Escape') onCancel()
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={label}
      value={name}
      maxLength={60}
      onChange={event => setName(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={save}
      // The person has just asked to write here.
      autoFocus
    />
  )
}
