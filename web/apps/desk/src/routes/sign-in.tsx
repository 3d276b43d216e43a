import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { SignInPage } from '#desk/features/sign-in/SignInPage'
import { SIGNED_OUT_REASONS } from '#desk/features/sign-in/signed-out-reasons'

export const Route = createFileRoute('/sign-in')({
  validateSearch: z.object({
    /** Where to go afterwards. Only a path of this app: an address from outside is dropped. */
    from: z
      .string()
      .regex(/^\/(?!\/)/)
      .optional()
      .catch(undefined),
    why: z.enum(SIGNED_OUT_REASONS).optional().catch(undefined),
  }),
  component: SignInRoute,
})

function SignInRoute() {
  const { from, why } = Route.useSearch()
  return <SignInPage from={from ?? '/'} why={why} />
}
