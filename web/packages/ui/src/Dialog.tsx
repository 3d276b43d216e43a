import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  opened: boolean
  /** Names the dialog; the content shows its own heading, if any. */
  label: string
  onClose: () => void
  size: number
  padding?: number
  /** Distance from the top; centred without it. */
  top?: number
  children: ReactNode
}

/** A dialog that draws its own inside: a question, a search. Traps the focus and gives it back. */
export function Dialog({ opened, label, onClose, size, padding = 20, top, children }: Props) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      padding={padding}
      centered={top === undefined}
      yOffset={top ?? 48}
      lockScroll={false}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={label}>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
