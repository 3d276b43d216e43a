import { expect, test } from 'vitest'
import { type Draft, DraftSaver } from './draft-saver'

const draft = (text: string): Draft => ({ category_id: null, text })

function desk() {
  const saved: string[] = []
  const answers: { resolve: (at: string) => void; reject: () => void }[] = []
  let timers: { at: number; run: () => void }[] = []
  let now = 0
  const saver = new DraftSaver(
    ({ text }) => {
      saved.push(text)
      return new Promise((resolve, reject) => {
        answers.push({ resolve, reject: () => reject(new Error('busy')) })
      })
    },
    (ms, run) => {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(it => it !== timer)
      }
    },
  )
  const pass = (ms: number) => {
    now += ms
    const due = timers.filter(it => it.at <= now)
    timers = timers.filter(it => it.at > now)
    for (const timer of due) timer.run()
  }
  const answer = async (result: 'ok' | 'refused') => {
    const waiting = answers.shift()
    if (result === 'ok') waiting?.resolve('2026-11-20T05:32:00Z')
    else waiting?.reject()
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  return { saver, saved, pass, answer }
}

test('a pause in typing saves, every key in between does not', async () => {
  const { saver, saved, pass, answer } = desk()
  saver.change(draft('퀸'))
  pass(1_000)
  saver.change(draft('퀸 주문'))
  pass(1_499)
  expect(saved).toEqual([])
  pass(1)
  expect(saved).toEqual(['퀸 주문'])
  await answer('ok')
  expect(saver.getState()).toEqual({ kind: 'saved', at: '2026-11-20T05:32:00Z' })
})

test('what is typed while saving is saved next, and only once', async () => {
  const { saver, saved, pass, answer } = desk()
  saver.change(draft('a'))
  pass(1_500)
  saver.change(draft('ab'))
  saver.change(draft('abc'))
  pass(1_500)
  expect(saved).toEqual(['a'])
  await answer('ok')
  expect(saver.getState().kind).toBe('dirty')
  pass(1_500)
  expect(saved).toEqual(['a', 'abc'])
})

test('a refusal keeps the text and tries again', async () => {
  const { saver, saved, pass, answer } = desk()
  saver.change(draft('중요한 내용'))
  pass(1_500)
  await answer('refused')
  expect(saver.getState().kind).toBe('failed')
  pass(5_000)
  expect(saved).toEqual(['중요한 내용', '중요한 내용'])
})

test('after a refusal the newest text is sent, not the one that failed', async () => {
  const { saver, saved, pass, answer } = desk()
  saver.change(draft('old'))
  pass(1_500)
  saver.change(draft('new'))
  await answer('refused')
  pass(5_000)
  expect(saved).toEqual(['old', 'new'])
})

test('leaving the form saves at once, saving for good saves no draft', () => {
  const { saver, saved, pass } = desk()
  saver.change(draft('a'))
  saver.flush()
  expect(saved).toEqual(['a'])
  const other = desk()
  other.saver.change(draft('b'))
  other.saver.discard()
  other.pass(10_000)
  expect(other.saved).toEqual([])
  pass(10_000)
  expect(saved).toEqual(['a'])
})
