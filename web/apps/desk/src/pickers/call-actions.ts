import { $api, type LiveCall } from '@naru/api'
import { useSoftphone } from '@naru/phone/react'
import { toastRefused } from '@naru/ui'
import { isDialling } from './call-times'
import { useProblemText } from './problem-text'

/** What an agent may do with the call in hand. The desk changes when the server says so, not when a button is pressed. */
export function useCallActions(call: LiveCall | null | undefined) {
  const phone = useSoftphone()
  const problem = useProblemText()
  const onError = (error: unknown) => toastRefused(problem(error).message)
  const answer = $api.useMutation('post', '/calls/{id}/answer', { onError })
  const decline = $api.useMutation('post', '/calls/{id}/decline', { onError })
  const hold = $api.useMutation('post', '/calls/{id}/hold', { onError })
  const resume = $api.useMutation('post', '/calls/{id}/resume', { onError })
  const hangUp = $api.useMutation('post', '/calls/{id}/hang-up', { onError })
  const digits = $api.useMutation('post', '/calls/{id}/digits', { onError })
  const path = call ? { params: { path: { id: call.interaction_id } } } : undefined
  // Somebody who has not answered yet, or who is alone with the music, cannot be put on hold.
  const mayHold = call != null && call.state !== 'ringing' && call.state !== 'lost' && !isDialling(call)
  return {
    isRinging: call?.state === 'ringing',
    isOn: call != null && call.state !== 'ringing',
    mayHold,
    isAnswering: answer.isPending,
    isChangingHold: hold.isPending || resume.isPending,
    isHangingUp: hangUp.isPending,
    answer: () => path && answer.mutate(path),
    decline: () => path && decline.mutate(path),
    toggleHold: () => path && mayHold && (call?.state === 'held' ? resume : hold).mutate(path),
    hangUp: () => path && hangUp.mutate(path),
    sendDigits: (text: string) => path && digits.mutate({ ...path, body: { digits: text } }),
    toggleMuted: () => phone.setMuted(!phone.getState().muted),
  }
}
