import type { Page } from '@playwright/test'
import { expect, test } from './story'

/** Names of this run's things: what an aborted run left behind is in nobody's way. */
const run = String(Date.now()).slice(-7)

test('a group is made with somebody in it, changed, and both are gone again', async ({ signInAs }) => {
  const page = await signInAs('daeun')
  await page.getByRole('link', { name: '상담사·그룹' }).click()
  const tree = page.getByRole('region', { name: '상담그룹' })
  await tree.getByRole('button', { name: '선택한 그룹 아래에 추가' }).click()
  await tree.getByRole('textbox', { name: '새 그룹 이름' }).fill(`이벤트 ${run}`)
  await page.keyboard.press('Enter')
  await expect(tree.getByRole('button', { name: `이벤트 ${run} 0` })).toBeVisible()

  await page.getByRole('button', { name: '상담사 추가' }).click()
  const form = page.getByRole('dialog', { name: '상담사 추가' })
  await form.getByLabel('아이디').fill(`minjae${run}`)
  await form.getByLabel('이름').fill('정민재')
  await form.getByLabel('첫 비밀번호').fill('short')
  await save(form)
  await expect(form.getByText(/10자/).first()).toBeVisible()
  await expect(form.getByLabel('이름')).toHaveValue('정민재')
  await form.getByLabel('첫 비밀번호').fill('naru-event-2026')
  await save(form)
  await expect(form).toBeHidden()
  const row = page.getByRole('row').filter({ hasText: `minjae${run}` })
  await expect(row).toContainText(`이벤트 ${run}`)

  await row.getByRole('button').click()
  const edit = page.getByRole('dialog', { name: '정민재' })
  await edit.getByLabel('이름').fill('정민준')
  await choose(page, edit.getByRole('combobox', { name: '상담그룹' }), '기본그룹_마루리빙')
  await save(edit)
  await expect(edit).toBeHidden()

  await tree.getByRole('button', { name: '그룹 삭제' }).click()
  await confirm(page, '그룹 삭제')
  await expect(tree.getByRole('button', { name: `이벤트 ${run} 0` })).toBeHidden()

  await expect(row).toContainText('정민준')
  await row.getByRole('button').click()
  await page.getByRole('dialog', { name: '정민준' }).getByRole('button', { name: '비활성화' }).click()
  await confirm(page, '비활성화')
  await expect(row).toContainText('비활성')
})

test('a number is added, moved and removed', async ({ signInAs }) => {
  const page = await signInAs('daeun')
  await page.getByRole('link', { name: '번호', exact: true }).click()
  const number = `070-0${run.slice(0, 3)}-${run.slice(3)}`
  await page.getByRole('button', { name: '번호 추가' }).click()
  const form = page.getByRole('dialog', { name: '번호 추가' })
  await form.getByLabel('전화번호').fill('070-0000-0412')
  await save(form)
  await expect(form.getByText(/이미/)).toBeVisible()
  await form.getByLabel('전화번호').fill(number)
  await form.getByLabel('용도').fill('이벤트')
  await save(form)
  await expect(form).toBeHidden()

  const row = page.getByRole('row').filter({ hasText: number })
  await row.getByRole('button').first().click()
  const edit = page.getByRole('dialog', { name: number })
  await choose(page, edit.getByRole('combobox', { name: 'ARS 시나리오' }), '대표 고객센터')
  await save(edit)
  await expect(row).toContainText('대표 고객센터')

  await row.getByRole('button').first().click()
  await edit.getByRole('button', { name: '삭제' }).click()
  await confirm(page, '삭제')
  await expect(row).toBeHidden()
})

test('a trunk is added without being asked whether it answers, then asked, and removed', async ({
  signInAs,
}) => {
  const page = await signInAs('daeun')
  await page.getByRole('link', { name: '국선', exact: true }).click()
  await page.getByRole('button', { name: '국선 추가' }).click()
  const form = page.getByRole('dialog', { name: '국선 추가' })
  await form.getByLabel('이름').fill(`예비 국선 ${run}`)
  await form.getByLabel('SIP 서버').fill('127.0.0.1')
  await form.getByLabel('포트').fill('15099')
  await form.getByLabel('허용할 주소').fill('203.0.113.7')
  await page.keyboard.press('Enter')
  await form.getByRole('switch', { name: '응답 확인' }).click()
  await expect(form.getByRole('switch', { name: '응답 확인' })).not.toBeChecked()
  await save(form)
  await expect(form).toBeHidden()
  const row = page.getByRole('row').filter({ hasText: `예비 국선 ${run}` })
  await expect(row).toContainText('확인 안 함')

  await row.getByRole('button').first().click()
  const edit = page.getByRole('dialog', { name: `예비 국선 ${run}` })
  await edit.getByRole('switch', { name: '응답 확인' }).click()
  await save(edit)
  await expect(row).not.toContainText('확인 안 함')

  await row.getByRole('button').first().click()
  await edit.getByRole('button', { name: '삭제' }).click()
  await confirm(page, '삭제')
  await expect(row).toBeHidden()
})

type Locator = ReturnType<Page['locator']>

const save = (form: Locator) => form.getByRole('button', { name: '저장' }).click()

async function choose(page: Page, field: Locator, option: string) {
  await field.click()
  await page.getByRole('option', { name: option }).click()
}

async function confirm(page: Page, verb: string) {
  const question = page.getByRole('dialog').filter({ hasText: '할까요?' }).last()
  await question.getByRole('button', { name: verb, exact: true }).click()
}
