import { expectHum, expectMusicInsteadOf, expectSilence, hum, recordedTones } from './sound'
import { expect, test } from './story'

const AGENT_HERTZ = 520
const CUSTOMER_HERTZ = 880

test('a customer calls from a browser, is guided, talked to and written up, and the recording is played', async ({
  signInAs,
  openCallPage,
}) => {
  const desk = await signInAs('haneul', page => hum(page, AGENT_HERTZ))
  await expect(desk.getByText('전화 준비됨').or(desk.getByText('통화 품질 좋음'))).toBeAttached()
  await desk.keyboard.press('Alt+1')
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()

  const customer = await openCallPage(page => hum(page, CUSTOMER_HERTZ))
  await customer.getByRole('button', { name: '전화하기' }).click()
  await expect(customer.getByText('안내 중')).toBeVisible()
  await expectMusicInsteadOf(customer, AGENT_HERTZ)
  await customer.getByRole('button', { name: '2', exact: true }).click()
  await customer.getByRole('button', { name: '1', exact: true }).click()
  await expect(customer.getByText('대기 중', { exact: true })).toBeVisible()

  await expect(desk.getByRole('region', { name: '걸려 온 전화' })).toBeVisible()
  await desk.keyboard.press('a')
  const call = desk.getByRole('region', { name: '통화', exact: true })
  await expect(call.getByText('녹취 중')).toBeVisible()
  await expect(customer.getByText('상담 중', { exact: true })).toBeVisible()

  await test.step('both hear each other', async () => {
    await expectHum(desk, CUSTOMER_HERTZ)
    await expectHum(customer, AGENT_HERTZ)
  })

  await test.step('on hold the customer hears music', async () => {
    await desk.keyboard.press('h')
    await expect(customer.getByText('보류 중')).toBeVisible()
    await expect(call.getByText('보류 중')).toBeVisible()
    await expectMusicInsteadOf(customer, AGENT_HERTZ)
    await desk.keyboard.press('h')
    await expect(customer.getByText('상담 중', { exact: true })).toBeVisible()
    await expectHum(customer, AGENT_HERTZ)
  })

  await test.step('a muted agent is not heard, and hears', async () => {
    await desk.keyboard.press('m')
    await expect(call.getByRole('button', { name: '음소거 해제' })).toHaveAttribute('aria-pressed', 'true')
    await expectSilence(customer)
    await expectHum(desk, CUSTOMER_HERTZ)
    await desk.keyboard.press('m')
    await expectHum(customer, AGENT_HERTZ)
  })

  await test.step('keys are pressed on the keypad', async () => {
    await desk.keyboard.press('d')
    await call.getByRole('region', { name: '키패드' }).getByRole('button', { name: '5' }).click()
    await desk.keyboard.press('#')
    await expect(call.getByLabel('보낸 번호')).toHaveText('5#')
    await desk.keyboard.press('Escape')
  })

  await test.step('the agent reloads the page and is back in the call', async () => {
    await desk
      .getByRole('textbox', { name: '상담 내용' })
      .fill('퀸을 샀는데 슈퍼싱글로 교환하고 싶어 합니다.')
    await expect(desk.getByText(/^자동 저장됨/)).toBeVisible()
    await desk.reload()
    await expect(call.getByText('녹취 중')).toBeVisible()
    await expect(desk.getByRole('textbox', { name: '상담 내용' })).toHaveValue(/슈퍼싱글/)
    await expectHum(customer, AGENT_HERTZ)
    await expectHum(desk, CUSTOMER_HERTZ)
  })

  await customer.getByRole('button', { name: '끊기' }).click()
  await expect(customer.getByText('통화가 끝났습니다.')).toBeVisible()
  await expect(desk.getByText('통화가 끝났습니다.').first()).toBeVisible()
  const path = desk.getByRole('region', { name: '통화 경로' })
  await expect(path.getByText(/연결되었습니다/).first()).toBeVisible()
  await expect(path.getByText(/통화가 끝났습니다/)).toBeVisible()
  const text = `슈퍼싱글로 교환 접수 ${Date.now()}`
  await desk.getByRole('textbox', { name: '상담 내용' }).fill(text)
  await desk.getByRole('button', { name: /저장하고 대기/ }).click()
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()

  await test.step('the call is in the history with its sound and its story', async () => {
    await desk.getByRole('link', { name: '이력' }).click()
    await desk.getByRole('table', { name: '상담 이력' }).getByRole('row').nth(1).getByRole('button').click()
    const past = desk.getByRole('dialog')
    await expect(past.getByRole('textbox', { name: '상담 내용' })).toHaveValue(text)
    for (const moment of [
      '배송·교환 › 교환·반품',
      '보류했습니다.',
      '보류를 풀었습니다.',
      '녹취가 저장되었습니다.',
    ])
      await expect(past.getByText(moment, { exact: true }).first()).toBeVisible()
    await past.getByRole('button', { name: '재생', exact: true }).click()
    const position = past.getByRole('slider', { name: '재생 위치' })
    await expect(position).not.toHaveAttribute('aria-valuenow', '0')
    await expect(position.locator('path').first()).toHaveAttribute('d', /\d/)
    expect(await recordedTones(desk, [AGENT_HERTZ, CUSTOMER_HERTZ])).toEqual([CUSTOMER_HERTZ, AGENT_HERTZ])
  })
})
