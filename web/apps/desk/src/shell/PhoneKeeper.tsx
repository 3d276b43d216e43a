import { useSoftphone } from '@naru/phone/react'
import { useEffect } from 'react'
import { useDesk } from '#desk/pickers/desk-state'

/**
 * Keeps the phone as the desk needs it: up while somebody may be rung, microphone open only during a call.
 * `wanted` turns on with the first visit to the desk and stays on until sign-out.
 */
export function PhoneKeeper({ wanted }: { wanted: boolean }) {
  const phone = useSoftphone()
  const desk = useDesk()
  const isTalking = desk?.call != null && desk.call.state !== 'ringing'
  const serverSees = desk?.softphone
  useEffect(() => (wanted ? whileAlone(() => phone.start()) : undefined), [phone, wanted])
  useEffect(() => {
    phone.setTalking(isTalking)
  }, [phone, isTalking])
  useEffect(() => {
    if (serverSees) phone.serverSees(serverSees)
  }, [phone, serverSees])
  return null
}

/**
 * Runs once no other tab of this browser has the phone: an agent has one, and two tabs would take it from each other
 * without end. A tab that is closed leaves it to the next. Returns how to give it up.
 */
function whileAlone(run: () => void): () => void {
  // Absent, whatever the types say, on a page that did not come over HTTPS; the phone says so better than we can.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) {
    run()
    return () => {}
  }
  const waiting = new AbortController()
  const isOver = new Promise<void>(resolve => waiting.signal.addEventListener('abort', () => resolve()))
  locks
    .request('naru.phone', { signal: waiting.signal }, () => {
      run()
      return isOver
    })
    .catch(() => {})
  return () => waiting.abort()
}
