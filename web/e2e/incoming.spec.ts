import { expect, test } from './story'

declare global {
  interface Window {
    shownNotifications?: string[]
    playedSounds?: number
  }
}

test('a call that rings is heard, seen in the title and shown outside the browser, and may be passed on', async ({
  signInAs,
  callByPhone,
  expectAccessible,
}) => {
  const desk = await signInAs('sora', page =>
    page.addInitScript(() => {
      window.shownNotifications = []
      window.playedSounds = 0
      window.Notification = class extends Notification {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options)
          window.shownNotifications?.push(title)
        }
      }
      const play = HTMLMediaElement.prototype.play
      HTMLMediaElement.prototype.play = function () {
        if (this.loop) window.playedSounds = (window.playedSounds ?? 0) + 1
        return play.call(this)
      }
      // The agent looks at another window.
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    }),
  )
  await expect(desk.getByText('전화 준비됨')).toBeAttached()
  await desk.keyboard.press('Alt+1')
  await expect(desk.getByText('다음 전화를 기다리고 있습니다.')).toBeVisible()

  callByPhone('01000900003', 'w1 0')
  const incoming = desk.getByRole('region', { name: '걸려 온 전화' })
  await expect(incoming.getByRole('heading')).toContainText('010-00**-00**')
  await expect(incoming).toContainText('상담사 바로 연결')
  await expect(desk).toHaveTitle(/상품 문의 전화가 왔습니다/)
  await expect(desk.getByRole('alert').filter({ hasText: '전화가 왔습니다' })).toBeAttached()
  expect(await desk.evaluate(() => window.playedSounds)).toBe(1)
  expect(await desk.evaluate(() => window.shownNotifications)).toEqual([
    expect.stringContaining('상품 문의 전화가 왔습니다.'),
  ])
  await expectAccessible(desk)

  await desk.keyboard.press('Alt+x')
  await expect(incoming).toBeHidden()
  await expect(desk).toHaveTitle('상담존 · 나루')
})
