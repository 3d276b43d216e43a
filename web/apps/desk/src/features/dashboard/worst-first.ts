import type { DashboardQueue } from '@naru/api'

export function isBelowTarget(queue: DashboardQueue): boolean {
  return queue.service_level != null && queue.service_level < queue.service_level_target
}

/** How far a queue is from its promise, as a share; a queue without calls keeps it. */
function shortfall(queue: DashboardQueue): number {
  return queue.service_level == null
    ? Number.NEGATIVE_INFINITY
    : queue.service_level_target - queue.service_level
}

/** Who waits with nobody to answer comes first, then the furthest below target. */
export function worstFirst(queues: DashboardQueue[]): DashboardQueue[] {
  const isStranded = (it: DashboardQueue) => it.waiting > 0 && it.ready_agents === 0
  return queues.toSorted(
    (a, b) =>
      Number(isStranded(b)) - Number(isStranded(a)) ||
      shortfall(b) - shortfall(a) ||
      a.name.localeCompare(b.name, 'ko'),
  )
}
