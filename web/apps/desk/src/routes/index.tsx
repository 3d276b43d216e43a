import { sessionQuery } from '@naru/api'
import { createFileRoute, redirect } from '@tanstack/react-router'

/** Agents start at their desk, everybody else where the whole centre can be seen. */
export const Route = createFileRoute('/')({
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery()).catch(() => undefined)
    if (!session) throw redirect({ to: '/sign-in' })
    throw redirect({ to: session.agent.role === 'agent' ? '/desk' : '/dashboard' })
  },
})
