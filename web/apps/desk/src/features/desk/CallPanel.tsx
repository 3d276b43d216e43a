import { useDisclosure } from '@mantine/hooks'
import type { LiveCall } from '@naru/api'
import { useT } from '@naru/i18n'
import { Panel, useShortcut } from '@naru/ui'
import type { ReactNode } from 'react'
import { useCallActions } from '#desk/pickers/call-actions'
import { CallBar } from './CallBar'
import { CallHeader } from './CallHeader'
import classes from './CallPanel.module.css'
import { CallPath } from './CallPath'
import { Keypad } from './Keypad'
import { LastContact } from './LastContact'

type Props = {
  call: LiveCall
  /** What opens the customer where there is no room for its panel. */
  customerButton: ReactNode
}

/** The live conversation. Nothing covers it: the keypad docks and pushes the rest down. */
export function CallPanel({ call, customerButton }: Props) {
  const t = useT()
  const actions = useCallActions(call)
  const [isKeypadOpen, keypad] = useDisclosure(false)
  useShortcut({ keys: 'D', label: t('call.keypad'), run: keypad.toggle })
  return (
    <Panel label={t('call.panel')} className={classes.panel}>
      <CallHeader call={call} customerButton={customerButton} />
      <CallBar call={call} actions={actions} isKeypadOpen={isKeypadOpen} onToggleKeypad={keypad.toggle} />
      {isKeypadOpen && <Keypad onDigit={actions.sendDigits} onClose={keypad.close} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a story longer than the panel is scrolled by keyboard */}
      <div className={classes.body} role="group" tabIndex={0} aria-label={t('call_path.title')}>
        {call.customer && <LastContact customerId={call.customer.id} />}
        <CallPath call={call} />
      </div>
    </Panel>
  )
}
