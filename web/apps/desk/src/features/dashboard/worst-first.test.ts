import type { DashboardQueue } from '@naru/api'
import { expect, test } from 'vitest'
import { worstFirst } from './worst-first'

const queue = (name: string, more: Partial<DashboardQueue>): DashboardQueue => ({
  id: name,
  name,
  offered: 0,
  answered: 0,
  abandoned: 0,
  waiting: 0,
  service_level_target: 0.85,
  ready_agents: 1,
  signed_in_agents: 2,
  ...more,
})

test('a queue whose customers wait for nobody comes before a queue that is merely slow', () => {
  const order = worstFirst([
    queue('fine', { service_level: 0.95 }),
    queue('slow', { service_level: 0.6 }),
    queue('stranded', { service_level: 0.99, waiting: 1, ready_agents: 0 }),
    queue('unused', {}),
  ]).map(it => it.name)
  expect(order).toEqual(['stranded', 'slow', 'fine', 'unused'])
})
