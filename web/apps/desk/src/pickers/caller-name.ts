import { useT } from '@naru/i18n'

type Caller = {
  customer?: { name: string } | null | undefined
  customer_name?: string | null | undefined
  number_masked?: string | null | undefined
  channel: 'phone' | 'web_call'
}

/** How a caller is called on screen: by name, else by number, else by the way the call came. */
export function useCallerName() {
  const t = useT()
  return (caller: Caller) =>
    caller.customer?.name ??
    caller.customer_name ??
    caller.number_masked ??
    t(caller.channel === 'web_call' ? 'caller.web' : 'caller.hidden')
}
