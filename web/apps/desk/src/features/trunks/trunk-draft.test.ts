import type { Trunk } from '@naru/api'
import { expect, test } from 'vitest'
import { draftOf, fieldsOf } from './trunk-draft'

const trunk: Trunk = {
  id: 't1',
  name: '예비 회선',
  transport: 'tcp',
  host: 'sip.carrier.example',
  port: 5_060,
  access: { kind: 'registration', username: 'line1', realm: null, password_set: true },
  channels: 9,
  probed: true,
  enabled: true,
  state: 'up',
  state_detail: '',
  in_use: 0,
}

test('a password nobody typed is not sent, so the kept one stays', () => {
  expect(draftOf(fieldsOf(trunk)).access).toEqual({ kind: 'registration', username: 'line1', realm: null })
  expect(draftOf({ ...fieldsOf(trunk), password: 'new' }).access).toMatchObject({ password: 'new' })
})

test('only the chosen way of access is sent', () => {
  const fields = { ...fieldsOf(trunk), accessKind: 'address' as const, allowed: ['203.0.113.7'] }
  expect(draftOf(fields).access).toEqual({ kind: 'address', allowed: ['203.0.113.7'] })
})
