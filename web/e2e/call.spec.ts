import { expectHum, hum } from './sound'
import { expect, test } from './story'

const AGENT_HERTZ = 520
const CUSTOMER_HERTZ = 880

test('a customer calls from a browser, is guided by the menu, and is talked to and written up', async ({
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
  await customer.getByRole('button', { name: '2', exact: true }).click()
  await customer.getByRole('button', { name: '1', exact: true }).click()
  await expect(customer.getByText('대기 중', { exact: true })).toBeVisible()

  await expect(desk.getByRole('region', { name: '걸려 온 전화' })).toBeVisible()
  await desk.keyboard.press('a')
  const call = desk.getByRole('region', { name: '통화', exact: true })
  await expect(call.getByText('녹취 중')).toBeVisible()
  await expect(customer.getByText('상담 중', { exact: true })).toBeVisible()

  await expectHum(desk, CUSTOMER_HERTZ)
  await expectHum(customer, AGENT_HERTZ)

  await desk.keyboard.press('h')
  await expect(customer.getByText('보류 중')).toBeVisible()
  await desk.keyboard.press('h')
  await expect(customer.getByText('상담 중', { exact: true })).toBeVisible()

  await desk.getByRole('textbox', { name: '상담 내용' }).fill('퀸을 샀는데 슈퍼싱글로 교환하고 싶어 합니다.')
  await customer.getByRole('button', { name: '끊기' }).click()
  await expect(customer.getByText('통화가 끝났습니다.')).toBeVisible()
  await expect(desk.getByRole('heading', { name: '상담존' })).toBeAttached()
  await expect(desk.getByText('통화가 끝났습니다.').first()).toBeVisible()
  await expect(desk.getByRole('textbox', { name: '상담 내용' })).toHaveValue(/슈퍼싱글/)
  const path = desk.getByRole('region', { name: '통화 경로' })
  await expect(path.getByText(/연결되었습니다/)).toBeVisible()
  await expect(path.getByText(/통화가 끝났습니다/)).toBeVisible()
  await desk.getByRole('button', { name: /저장하고 대기/ }).click()
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()
})
