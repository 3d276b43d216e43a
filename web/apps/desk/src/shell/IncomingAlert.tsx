import { useT } from '@naru/i18n'
import { ring } from '@naru/phone'
import { usePhone } from '@naru/phone/react'
import { useEffect } from 'react'
import { useCallerName } from '#desk/pickers/caller-name'
import { useDesk } from '#desk/pickers/desk-state'
import classes from './IncomingAlert.module.css'

const FLASH_MS = 1_000

/** Sound, page title, notification and screen reader: whatever the agent is looking at, the call is noticed. */
export function IncomingAlert() {
  const t = useT()
  const callerName = useCallerName()
  const call = useDesk()?.call
  const { devices } = usePhone()
  const ringing = call?.state === 'ringing' ? call : undefined
  const id = ringing?.interaction_id
  const isCallback = ringing?.is_callback ?? false
  const sentence = ringing
    ? t(isCallback ? 'incoming.announce_callback' : 'incoming.announce', {
        name: callerName(ringing),
        queue: ringing.queue_name,
      })
    : ''

  useEffect(() => {
    if (id === undefined) return
    return ring(devices.chosen.ringer)
  }, [id, devices.chosen.ringer])

  useEffect(() => {
    if (id === undefined) return
    return flashTitle(sentence)
  }, [id, sentence])

  useEffect(() => {
    if (id === undefined || document.visibilityState === 'visible') return
    return notify(
      sentence,
      t(isCallback ? 'incoming.notification_body_callback' : 'incoming.notification_body'),
    )
  }, [id, sentence, isCallback, t])

  return (
    <div role="alert" aria-live="assertive" className={classes.hidden}>
      {sentence}
    </div>
  )
}

/** Alternates the title until the returned function is called. */
function flashTitle(sentence: string): () => void {
  const quiet = document.title
  document.title = sentence
  const timer = setInterval(() => {
    document.title = document.title === quiet ? sentence : quiet
  }, FLASH_MS)
  return () => {
    clearInterval(timer)
    document.title = quiet
  }
}

function notify(title: string, body: string): (() => void) | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined
  const notification = new Notification(title, { body, tag: 'naru-incoming', requireInteraction: true })
  notification.onclick = () => {
    window.focus()
    notification.close()
  }
  return () => notification.close()
}
