import { expectHum, hum } from './sound'
import { expect, test } from './story'
import { TELEPHONE_HERTZ } from './telephone'

const AGENT_HERTZ = 520

test('more customers call than there are agents: they wait in order, and everybody sees it', async ({
  signInAs,
  openCallPage,
  callByPhone,
}) => {
  const desk = await signInAs('yujin', page => hum(page, AGENT_HERTZ))
  await expect(desk.getByText('전화 준비됨')).toBeAttached()
  await desk.keyboard.press('Alt+1')
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()
  const incoming = desk.getByRole('region', { name: '걸려 온 전화' })
  const call = desk.getByRole('region', { name: '통화', exact: true })
  const waiting = desk.getByRole('region', { name: '내 상담함' }).getByRole('region', { name: '대기' })

  const board = await signInAs('jihoon')
  await board.goto('/dashboard')
  const queue = board.getByRole('table', { name: '상담큐' }).getByRole('row').filter({ hasText: '결제·환불' })
  const offered = queue.getByRole('cell').nth(3)
  const offeredBefore = Number(await offered.textContent())
  const people = board.getByRole('region', { name: '상담사 상태' })
  await expect(people.getByRole('listitem').filter({ hasText: '최유진' })).toContainText('대기')

  const first = callByPhone('01000900001', 'w1 3')
  await expect(incoming).toContainText('010-00**-00**')
  await desk.keyboard.press('a')
  await expect(call.getByText('녹취 중')).toBeVisible()
  await expectHum(desk, TELEPHONE_HERTZ)
  await expect(people.getByRole('listitem').filter({ hasText: '최유진' })).toContainText('통화중')

  callByPhone('01000900002', 'w1 3')
  await expect(waiting.getByRole('button', { name: '대기 1' })).toBeVisible()
  const browser = await openCallPage(page => hum(page, 880))
  await browser.getByRole('button', { name: '전화하기' }).click()
  await browser.getByRole('button', { name: '3', exact: true }).click()
  await expect(browser.getByText('대기 중', { exact: true })).toBeVisible()
  await expect(waiting.getByRole('button', { name: '대기 2' })).toBeVisible()
  await expect(desk.getByText(/^대기 고객 2/)).toBeVisible()
  await expect(board.getByRole('region', { name: '대기 고객' }).getByRole('listitem')).toHaveCount(2)
  await expect(queue.getByRole('cell').nth(6)).toHaveText('2')

  await test.step('whoever waits longest is next', async () => {
    await desk.keyboard.press('Alt+x')
    await first.ended()
    await desk.getByRole('button', { name: /저장하고 대기/ }).click()
    await expect(incoming).toContainText('전화')
    await desk.keyboard.press('a')
    await expectHum(desk, TELEPHONE_HERTZ)
    await expect(waiting.getByRole('button', { name: '대기 1' })).toBeVisible()
  })

  await test.step('who gives up is gone from every list', async () => {
    await browser.getByRole('button', { name: '끊기' }).click()
    await expect(waiting.getByRole('button', { name: '대기 0' })).toBeVisible()
    await expect(board.getByText('기다리는 고객이 없습니다.')).toBeVisible()
    // What the server says unasked is in the reader's language too.
    await expect(board.getByRole('main')).not.toContainText('No agent')
  })

  await desk.keyboard.press('Alt+x')
  await desk.getByRole('button', { name: /저장하고 대기/ }).click()
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()
  await expect(offered).toHaveText(String(offeredBefore + 3))
})
