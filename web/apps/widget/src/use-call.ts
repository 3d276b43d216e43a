import type { CustomerCall, CustomerCallState } from '@naru/phone'
import { useEffect, useState } from 'preact/hooks'

/** The call's state, re-rendering when it changes. */
export function useCall(call: CustomerCall): CustomerCallState {
  const [state, setState] = useState(call.getState())
  useEffect(() => call.subscribe(() => setState(call.getState())), [call])
  return state
}

/** The time now in milliseconds, once a second while `isOn`. */
export function useClock(isOn: boolean): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!isOn) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [isOn])
  return now
}
