import { expect, test } from './story'

test('a sound is spoken, heard, renamed and deleted', async ({ signInAs }) => {
  const page = await signInAs('daeun')
  const name = `휴무 안내 ${String(Date.now()).slice(-7)}`
  await page.getByRole('link', { name: '음원', exact: true }).click()
  await page.getByRole('button', { name: '음원 만들기' }).first().click()
  const form = page.getByRole('dialog', { name: '음원 만들기' })
  await form.getByLabel('이름').fill(name)
  await form.getByLabel('읽을 문장').fill('오늘은 쉽니다.')
  await form.getByRole('button', { name: '들어 보기' }).click()
  await expect(form.getByRole('button', { name: '멈추기' })).toBeVisible()
  await form.getByRole('button', { name: '저장' }).click()
  await expect(form).toBeHidden()

  await page.getByRole('button', { name, exact: true }).click()
  const drawer = page.getByRole('dialog', { name })
  await drawer.getByLabel('이름').fill(`${name} 2`)
  await drawer.getByRole('button', { name: '저장' }).click()
  await expect(drawer).toBeHidden()

  await page.getByRole('button', { name: `${name} 2`, exact: true }).click()
  await page
    .getByRole('dialog', { name: `${name} 2` })
    .getByRole('button', { name: '삭제' })
    .click()
  await page
    .getByRole('dialog', { name: `${name} 2 음원을 삭제할까요?` })
    .getByRole('button', { name: '삭제' })
    .click()
  await expect(page.getByRole('button', { name: `${name} 2`, exact: true })).toBeHidden()
})
