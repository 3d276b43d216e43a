import { createFileRoute } from '@tanstack/react-router'
import { DashboardPage } from '#desk/features/dashboard/DashboardPage'
import { dashboardQuery } from '#desk/features/dashboard/dashboard-query'
import { useWatchDashboard } from '#desk/shell/RealtimeProvider'

export const Route = createFileRoute('/_signed-in/dashboard')({
  loader: ({ context }) => context.queryClient.ensureQueryData(dashboardQuery()),
  component: DashboardRoute,
})

function DashboardRoute() {
  const isLive = useWatchDashboard()
  return <DashboardPage isLive={isLive} />
}
