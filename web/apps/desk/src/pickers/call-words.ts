import type { LiveCall } from '@naru/api'
import { useT } from '@naru/i18n'

/** What taking the call and leaving it are called: a callback is not answered but made. */
export function useCallWords(call: Pick<LiveCall, 'is_callback'> | null | undefined) {
  const t = useT()
  const isCallback = call?.is_callback ?? false
  return {
    answer: t(isCallback ? 'call.dial' : 'call.answer'),
    decline: t(isCallback ? 'call.pass' : 'call.decline'),
  }
}
