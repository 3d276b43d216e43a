import type { AgentGroup } from '@naru/api'
import { expect, test } from 'vitest'
import { flattenGroups, withDescendants } from './group-tree'

const group = (id: string, parent_id: string | null, position = 0): AgentGroup => ({
  id,
  parent_id,
  name: id,
  default_queue_id: `q-${id}`,
  position,
  agent_count: 0,
})
const groups = [
  group('vip', 'sales'),
  group('root', null),
  group('sales', 'root', 1),
  group('care', 'root', 0),
]

test('groups read top to bottom, children under their parent', () => {
  expect(flattenGroups(groups).map(it => `${'-'.repeat(it.depth)}${it.group.name}`)).toEqual([
    'root',
    '-care',
    '-sales',
    '--vip',
  ])
})

test('choosing a group shows the agents of its sub-groups too', () => {
  expect(withDescendants(groups, 'sales')).toEqual(new Set(['sales', 'vip']))
  expect(withDescendants(groups, 'root').size).toBe(4)
})
