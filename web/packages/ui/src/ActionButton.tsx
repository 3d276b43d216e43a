import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { MouseEventHandler, ReactNode } from 'react'

type Props = ButtonProps & {
  children: ReactNode
  onClick: MouseEventHandler<HTMLButtonElement>
  /** Why it cannot be pressed now. A button with a reason is better than no button. */
  disabledReason?: string | undefined
  'aria-keyshortcuts'?: string
}

/** Stays focusable while disabled, so that the reason can be reached by keyboard and read aloud. */
export function ActionButton({ disabledReason, onClick, ...rest }: Props) {
  if (disabledReason === undefined) return <Button {...rest} onClick={onClick} />
  return (
    <Tooltip label={disabledReason}>
      <Button
        {...rest}
        data-disabled
        aria-disabled
        aria-description={disabledReason}
        onClick={event => event.preventDefault()}
      />
    </Tooltip>
  )
}
