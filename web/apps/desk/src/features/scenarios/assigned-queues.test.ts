import { expect, test } from 'vitest'
import { assignedQueues } from './assigned-queues'
import { blankMenu, type Menu, type MenuAction } from './menu-tree'

const menu = (name: string, action: MenuAction): Menu => ({ ...blankMenu('1'), name, action })
const connect = (queue_id: string | null): MenuAction => ({ kind: 'connect', queue_id, callback: true })

test('a queue is named once with every menu that leads to it; a menu without one is left out', () => {
  const root = menu('처음', {
    kind: 'menu',
    children: [
      menu('교환', connect('q1')),
      menu('결제', connect('q2')),
      menu('의견', { kind: 'voicemail', queue_id: 'q1', max_seconds: 60 }),
      menu('아직', connect(null)),
    ],
  })
  expect(assignedQueues(root).map(it => [it.queueId, it.menus.map(menu => menu.name)])).toEqual([
    ['q1', ['교환', '의견']],
    ['q2', ['결제']],
  ])
})
