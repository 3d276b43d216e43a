import { useT } from '@naru/i18n'
import { useShortcut } from '@naru/ui'
import { useCallActions } from '#desk/pickers/call-actions'
import { useCallWords } from '#desk/pickers/call-words'
import { useDesk } from '#desk/pickers/desk-state'

/** The keys of the call in hand, on every page. */
export function CallKeys() {
  const t = useT()
  const call = useDesk()?.call
  const actions = useCallActions(call)
  const words = useCallWords(call)
  useShortcut({ keys: 'A', label: words.answer, run: actions.answer, enabled: actions.isRinging })
  useShortcut({
    keys: 'alt+X',
    label: actions.isRinging ? words.decline : t('call.hang_up'),
    run: () => (actions.isRinging ? actions.decline() : actions.hangUp()),
    enabled: actions.isRinging || actions.isOn,
    inFields: true,
  })
  useShortcut({ keys: 'M', label: t('call.mute'), run: actions.toggleMuted, enabled: actions.isOn })
  useShortcut({ keys: 'H', label: t('call.hold'), run: actions.toggleHold, enabled: actions.mayHold })
  return null
}
