import { childrenOf, type Menu, rowsOf } from './menu-tree'

/** More than three levels and callers forget where they are. */
const DEEP = 3

const CODES = {
  conflict: 'red',
  unnamed: 'red',
  no_queue: 'red',
  no_number: 'red',
  no_text: 'red',
  takes_unnamed: 'red',
  takes_range: 'red',
  no_branches: 'amber',
  deep: 'amber',
} as const

export type FindingCode = keyof typeof CODES
/** What is wrong (red) or unwise (amber) about one row, seen before anything is saved. */
export type Finding = { code: FindingCode; tone: 'red' | 'amber' }

/** By menu; menus without any are left out. */
export function findingsOf(root: Menu): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>()
  for (const { menu, depth, parent } of rowsOf(root)) {
    const siblings = parent ? childrenOf(parent) : []
    const codes: FindingCode[] = [
      ...(siblings.some(it => it !== menu && it.digit === menu.digit) ? ['conflict' as const] : []),
      ...(menu.name.trim() === '' ? ['unnamed' as const] : []),
      ...actionFindings(menu),
      ...takesFindings(menu),
      ...(depth > DEEP ? ['deep' as const] : []),
    ]
    if (codes.length > 0)
      found.set(
        menu.id,
        codes.map(code => ({ code, tone: CODES[code] })),
      )
  }
  return found
}

/** Whether the server would refuse the draft: only keys that cannot be told apart. The rest may wait. */
export function hasConflict(findings: ReadonlyMap<string, Finding[]>): boolean {
  return [...findings.values()].some(list => list.some(it => it.code === 'conflict'))
}

function actionFindings({ action }: Menu): FindingCode[] {
  switch (action.kind) {
    case 'menu':
      return action.children.length === 0 ? ['no_branches'] : []
    case 'connect':
    case 'voicemail':
      return action.queue_id === null ? ['no_queue'] : []
    case 'forward':
      return /\d{3}/.test(action.number) ? [] : ['no_number']
    case 'send_text':
      return action.text.trim() === '' ? ['no_text'] : []
    case 'end':
      return []
  }
}

function takesFindings({ takes }: Menu): FindingCode[] {
  if (!takes) return []
  return [
    ...(takes.label.trim() === '' ? ['takes_unnamed' as const] : []),
    ...(takes.min > takes.max ? ['takes_range' as const] : []),
  ]
}
