import { dashboardRoutes } from './dashboard-routes'
import { deskRoutes } from './desk-routes'
import { historyRoutes } from './history-routes'
import { makeHandler } from './router'
import { scenarioRoutes } from './scenario-routes'
import { settingsRoutes } from './settings-routes'
import { soundsRoutes } from './sounds-routes'
import type { World } from './world'

/** The whole contract over one company in memory: behind a socket for screens, in process for component tests. */
export function contractHandler(world: World): (request: Request) => Promise<Response> {
  return makeHandler(world, [
    ...deskRoutes,
    ...historyRoutes,
    ...dashboardRoutes,
    ...settingsRoutes,
    ...scenarioRoutes,
    ...soundsRoutes,
  ])
}
