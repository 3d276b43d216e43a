import type { Happening, ScenarioNode } from '@naru/api'

export type Stop = { kind: 'menu'; digit: string | undefined; name: string } | { kind: 'queue'; name: string }

/** The way through the menus so far, each with its key, and the queue at its end. */
export function pathOf(root: ScenarioNode, happenings: readonly Happening[]): Stop[] {
  const entered = happenings.findLast(it => it.kind === 'entered')
  const queued = happenings.findLast(it => it.kind === 'queued')
  const stops: Stop[] = []
  let node: ScenarioNode | undefined = root
  for (const [index, name] of [root.name, ...(entered?.path ?? [])].entries()) {
    if (index > 0) node = branches(node).find(it => it.name === name)
    stops.push({ kind: 'menu', digit: index > 0 ? node?.digit : undefined, name })
  }
  return queued ? [...stops, { kind: 'queue', name: queued.queue }] : stops
}

function branches(node: ScenarioNode | undefined): ScenarioNode[] {
  return node?.action.kind === 'menu' ? node.action.children : []
}
