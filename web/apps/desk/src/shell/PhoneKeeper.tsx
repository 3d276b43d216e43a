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
  useEffect(() => {
    if (wanted) phone.start()
  }, [phone, wanted])
  useEffect(() => {
    phone.setTalking(isTalking)
  }, [phone, isTalking])
  useEffect(() => {
    if (serverSees) phone.serverSees(serverSees)
  }, [phone, serverSees])
  return null
}
