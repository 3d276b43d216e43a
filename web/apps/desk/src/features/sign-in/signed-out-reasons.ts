import type { SignedOutReason } from '@naru/api'

/** Why somebody finds the sign-in page who did not ask for it. */
export const SIGNED_OUT_REASONS = [
  'expired',
  'elsewhere',
  'by_supervisor',
  'absent',
  'deactivated',
] as const satisfies readonly SignedOutReason[]
