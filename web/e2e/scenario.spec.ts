import { expect, test } from './story'

test('a menu is renamed, published with a note, and put back from the history', async ({ signInAs }) => {
  const page = await signInAs('daeun')
  await page.getByRole('link', { name: 'ARS 시나리오' }).click()
  await page.getByRole('button', { name: '대표 고객센터' }).click()

  const menu = page.getByRole('group', { name: /^1번 배송/ })
  const name = (await menu.getByRole('strong').textContent()) ?? ''
  const newName = `배송 위치 ${Date.now()}`
  await menu.getByText(name, { exact: true }).click()
  await page.getByRole('textbox', { name: /메뉴 이름/ }).fill(newName)
  await expect(page.getByText('저장되지 않은 변경 1건')).toBeVisible()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('게시하지 않은 변경 있음')).toBeVisible()

  const publish = async (changed: string, note: string) => {
    await page.getByRole('button', { name: '검토하고 게시' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(`초기 메뉴 › ${changed}`).first()).toBeVisible()
    await dialog.getByLabel('메모').fill(note)
    await dialog.getByRole('button', { name: '지금 게시' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText(/^버전 \d+ 게시 중$/)).toBeVisible()
  }
  const note = `이름을 분명하게 ${Date.now()}`
  await publish(newName, note)

  await page.getByRole('button', { name: '게시 이력' }).click()
  const restore = page.getByRole('button', { name: '편집본으로 되돌리기' })
  const versions = page.getByRole('dialog').getByRole('listitem').filter({ has: restore })
  await expect(versions.first()).toContainText(note)
  await expect(versions.first()).toContainText('게시 중')
  await versions.nth(1).getByRole('button', { name: '편집본으로 되돌리기' }).click()
  await expect(page.getByRole('group', { name: `1번 ${name}` })).toBeVisible()
  await publish(name, '이전 이름으로')
})

test('a digit used twice is shown on both rows and is not saved', async ({ signInAs }) => {
  const page = await signInAs('daeun')
  await page.goto('/settings/scenarios')
  await page.getByRole('button', { name: '대표 고객센터' }).click()
  await page
    .getByRole('group', { name: '3번 결제·환불' })
    .getByRole('textbox', { name: '진입 번호' })
    .fill('1')
  await expect(page.getByText('1번이 겹칩니다.')).toHaveCount(2)
  await expect(page.getByRole('button', { name: '저장', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})
