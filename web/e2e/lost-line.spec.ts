import { expectHum, hum } from './sound'
import { expect, test } from './story'
import { TELEPHONE_HERTZ } from './telephone'

test('the server is out of reach for a moment: the agent is told, and nothing typed is lost', async ({
  signInAs,
  callByPhone,
}) => {
  const desk = await signInAs('sora', page => hum(page, 520))
  await expect(desk.getByText('전화 준비됨')).toBeAttached()
  await desk.keyboard.press('Alt+1')
  callByPhone('01000900004', 'w1 0')
  await expect(desk.getByRole('region', { name: '걸려 온 전화' })).toBeVisible()
  await desk.keyboard.press('a')
  await expectHum(desk, TELEPHONE_HERTZ)

  await desk.context().setOffline(true)
  const text = desk.getByRole('textbox', { name: '상담 내용' })
  await text.fill('연결이 끊긴 동안 적은 내용')
  await expect(desk.getByText('저장하지 못했습니다. 다시 시도하고 있습니다.')).toBeVisible()
  await expect(desk.getByText('서버와 연결이 끊겼습니다.')).toBeVisible()
  await expect(desk.getByRole('button', { name: '지금 연결' })).toBeVisible()
  await desk.context().setOffline(false)
  await expect(desk.getByText('서버와 연결이 끊겼습니다.')).toBeHidden()
  await expect(desk.getByText(/^자동 저장됨/)).toBeVisible()
  await expect(text).toHaveValue('연결이 끊긴 동안 적은 내용')
  await expectHum(desk, TELEPHONE_HERTZ)

  await desk.getByRole('button', { name: /^끊기/ }).click()
  await desk.getByRole('button', { name: /저장하고 대기/ }).click()
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()
})

for (const [name, title] of [
  ['NotAllowedError', '마이크를 사용할 수 없습니다.'],
  ['NotFoundError', '연결된 마이크가 없습니다.'],
] as const) {
  test(`without a microphone (${name}) agent and customer are told what to do`, async ({
    signInAs,
    openCallPage,
    expectAccessible,
  }) => {
    const desk = await signInAs('sora', page =>
      page.addInitScript(problem => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', problem))
      }, name),
    )
    await expect(desk.getByText(title)).toBeVisible()
    await expect(desk.getByText('마이크 없음')).toBeVisible()
    await expect(desk.getByRole('button', { name: '다시 시도' })).toBeVisible()
    await expectAccessible(desk)

    const customer = await openCallPage(page =>
      page.addInitScript(problem => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', problem))
      }, name),
    )
    await customer.getByRole('button', { name: '전화하기' }).click()
    await expect(customer.getByRole('heading', { name: title })).toBeVisible()
    await expectAccessible(customer)
  })
}
