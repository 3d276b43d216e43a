import 'dayjs/locale/ko'
import { Select, TextInput } from '@mantine/core'
import { DatesProvider, DateTimePicker } from '@mantine/dates'
import type { ScenarioTest } from '@naru/api'
import { useLanguage, useT } from '@naru/i18n'
import { useState } from 'react'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { QueuePicker } from '#desk/pickers/QueuePicker'
import { END_REASONS, EXPECTED_KINDS, expectationOf, isTestedEnd, type TestedEnd } from './scenario-tests'

type Props = {
  initial: ScenarioTest
  isNew: boolean
  onSave: (test: ScenarioTest) => void
  onClose: () => void
}

/** Who calls when, what they press, and what must come of it. */
export function TestForm({ initial, isNew, onSave, onClose }: Props) {
  const t = useT()
  const language = useLanguage()
  const { expect } = initial
  const [name, setName] = useState(initial.name)
  const [at, setAt] = useState(initial.at)
  const [digits, setDigits] = useState(initial.digits)
  const [kind, setKind] = useState(isNew ? 'queue' : expect.kind)
  const [queueId, setQueueId] = useState(expect.kind === 'queue' ? expect.queue_id : null)
  const [text, setText] = useState(expect.kind === 'says' ? expect.text : '')
  const [reason, setReason] = useState<TestedEnd>(
    expect.kind === 'ends' && isTestedEnd(expect.reason) ? expect.reason : 'closed',
  )
  const [isChecked, setChecked] = useState(false)
  const expected = expectationOf(kind, { queue_id: queueId, text, reason })
  return (
    <FormDrawer
      title={isNew ? t('tests.add') : initial.name}
      onClose={onClose}
      isSaving={false}
      submitLabel={t('tests.keep')}
      onSubmit={event => {
        event.preventDefault()
        setChecked(true)
        if (name.trim() && expected) onSave({ name: name.trim(), at, digits, expect: expected })
      }}
    >
      <TextInput
        label={t('common.name')}
        placeholder={t('tests.name_example')}
        withAsterisk
        maxLength={60}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        error={isChecked && !name.trim() && t('tests.name_needed')}
        data-autofocus
      />
      <DatesProvider settings={{ locale: language, firstDayOfWeek: 0 }}>
        <DateTimePicker
          label={t('tests.at')}
          description={t('tests.at_hint')}
          valueFormat="YYYY-MM-DD HH:mm"
          value={at.replace('T', ' ')}
          onChange={value => value && setAt(value.slice(0, 16).replace(' ', 'T'))}
        />
      </DatesProvider>
      <TextInput
        label={t('tests.digits')}
        description={t('tests.digits_hint')}
        inputMode="numeric"
        maxLength={40}
        value={digits}
        onChange={event => setDigits(event.currentTarget.value.replace(/[^0-9*#]/g, ''))}
      />
      <Select
        label={t('tests.expect')}
        data={EXPECTED_KINDS.map(value => ({ value, label: t(`tests.expect_${value}`) }))}
        value={kind}
        onChange={value => setKind(EXPECTED_KINDS.find(it => it === value) ?? 'queue')}
      />
      {kind === 'queue' && (
        <QueuePicker
          label={t('tests.queue')}
          withAsterisk
          value={queueId}
          onChange={setQueueId}
          error={isChecked && queueId === null && t('tests.queue_needed')}
        />
      )}
      {kind === 'says' && (
        <TextInput
          label={t('tests.says')}
          description={t('tests.says_hint')}
          withAsterisk
          maxLength={200}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          error={isChecked && !text.trim() && t('tests.says_needed')}
        />
      )}
      {kind === 'ends' && (
        <Select
          label={t('tests.reason')}
          data={END_REASONS.map(value => ({ value, label: t(`tests.ends_${value}`) }))}
          value={reason}
          onChange={value => setReason(END_REASONS.find(it => it === value) ?? 'closed')}
        />
      )}
    </FormDrawer>
  )
}
