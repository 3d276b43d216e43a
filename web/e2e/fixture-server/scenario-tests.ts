import type { Happening, ScenarioDocument, ScenarioTest, ScenarioTestResult } from '@naru/api'
import { simulate } from './simulation'
import type { World } from './world'

/** Walks the tests of a document through its tree and says what came. */
export function runTests(document: ScenarioDocument, world: World): ScenarioTestResult[] {
  const queueName = (id: string) => world.queues.find(it => it.id === id)?.name ?? ''
  return document.tests.map((test, index) => {
    const { happenings } = simulate(
      {
        document,
        at: test.at,
        staffing: 'ready',
        channel: 'voice',
        steps: [...test.digits].map(digit => ({ kind: 'press', digit })),
      },
      queueName,
    )
    return { index, passed: isMet(test, happenings, queueName), got: spell(happenings) }
  })
}

function isMet({ expect }: ScenarioTest, happenings: Happening[], queueName: (id: string) => string) {
  return happenings.some(it => {
    switch (expect.kind) {
      case 'queue':
        return it.kind === 'queued' && it.queue === queueName(expect.queue_id)
      case 'says':
        return it.kind === 'said' && it.texts.some(text => text.includes(expect.text))
      default:
        return it.kind === 'ended' && it.reason === expect.reason
    }
  })
}

function spell(happenings: Happening[]): string {
  const queued = happenings.find(it => it.kind === 'queued')
  if (queued) return `${queued.queue} 큐로 갔습니다.`
  const ended = happenings.find(it => it.kind === 'ended')
  return ended ? `통화가 끝났습니다: ${ended.text}` : '키 입력을 기다립니다.'
}
