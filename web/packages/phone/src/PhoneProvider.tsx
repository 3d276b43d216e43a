import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { PhoneState, Softphone } from './softphone'

const PhoneContext = createContext<Softphone | undefined>(undefined)

/** Hands the one phone of the page to whoever shows or works it. */
export function PhoneProvider({ phone, children }: { phone: Softphone; children: ReactNode }) {
  return <PhoneContext value={phone}>{children}</PhoneContext>
}

/** The phone's commands. */
export function useSoftphone(): Softphone {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('useSoftphone needs a PhoneProvider above it')
  return phone
}

/** The phone's state, re-rendering when it changes. */
export function usePhone(): PhoneState {
  const phone = useSoftphone()
  return useSyncExternalStore(phone.subscribe, phone.getState)
}
