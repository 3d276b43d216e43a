import { ApiError, sessionQuery } from '@naru/api'
import { createFileRoute, Outlet, redirect, useMatch } from '@tanstack/react-router'
import { RealtimeProvider } from '#desk/shell/RealtimeProvider'
import { Shell } from '#desk/shell/Shell'

/** Nothing below is seen without a session. */
export const Route = createFileRoute('/_signed-in')({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery())
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { from: location.href } })
      }
      throw error
    }
  },
  component: SignedIn,
})

function SignedIn() {
  const isDesk = useMatch({ from: '/_signed-in/desk', shouldThrow: false }) !== undefined
  return (
    <RealtimeProvider>
      <Shell isDesk={isDesk}>
        <Outlet />
      </Shell>
    </RealtimeProvider>
  )
}
