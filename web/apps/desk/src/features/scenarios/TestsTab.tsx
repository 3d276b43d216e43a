import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { api, type Scenario, type ScenarioTest } from '@naru/api'
import { useT } from '@naru/i18n'
import { EmptyState, toastDone } from '@naru/ui'
import { IconCopy, IconListCheck, IconPencil, IconPlayerPlay, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { newTest } from './scenario-tests'
import { TestForm } from './TestForm'
import classes from './TestsTab.module.css'
import { useExpectationText } from './use-expectation-text'
import type { ScenarioEditor } from './use-scenario-editor'

type Props = { scenario: Scenario; editor: ScenarioEditor }

/** 시나리오 점검: calls that must end as they should, made anew with every change; a red one keeps it from callers. */
export function TestsTab({ scenario, editor }: Props) {
  const t = useT()
  const { tests } = editor.shared
  const [editing, setEditing] = useState<number | 'new'>()
  const run = useTestRun(scenario, editor)
  const setTests = (next: ScenarioTest[]) => editor.setShared({ ...editor.shared, tests: next })
  const passed = tests.filter((_, index) => run.resultOf(index)?.passed).length
  const opened = typeof editing === 'number' ? tests[editing] : undefined
  return (
    <div className={classes.tab}>
      <header className={classes.head}>
        <p>
          {tests.length > 0 && <strong>{t('tests.passed', { passed, count: tests.length })}</strong>}{' '}
          {t('tests.hint')}
        </p>
        {tests.length > 0 && (
          <Button
            leftSection={<IconPlayerPlay size={15} stroke={1.7} />}
            loading={run.isRunning}
            onClick={run.again}
          >
            {t('tests.run')}
          </Button>
        )}
        <Button variant="light" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
          {t('tests.add')}
        </Button>
      </header>
      {run.error && <ProblemBanner title={t('tests.failed')} error={run.error} onRetry={run.again} />}
      {tests.length === 0 ? (
        <EmptyState
          icon={<IconListCheck size={22} stroke={1.6} />}
          title={t('tests.none')}
          body={t('tests.none_body')}
        />
      ) : (
        <ul className={classes.list} aria-label={t('scenario.tab_tests')}>
          {tests.map((test, index) => (
            <TestRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a test has no identity but its place
              key={index}
              test={test}
              result={run.resultOf(index)}
              onEdit={() => setEditing(index)}
              onDuplicate={() =>
                setTests(
                  tests.toSpliced(index + 1, 0, { ...test, name: t('tests.copy_of', { name: test.name }) }),
                )
              }
              onRemove={() => {
                setTests(tests.toSpliced(index, 1))
                toastDone(t('tests.removed', { name: test.name }), () =>
                  editor.editShared(it => ({ ...it, tests: it.tests.toSpliced(index, 0, test) })),
                )
              }}
            />
          ))}
        </ul>
      )}
      {editing !== undefined && (editing === 'new' || opened) && (
        <TestForm
          initial={opened ?? newTest(editor.shared.hours, new Date())}
          isNew={editing === 'new'}
          onSave={test => {
            setTests(typeof editing === 'number' ? tests.with(editing, test) : [...tests, test])
            setEditing(undefined)
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  )
}

type RowProps = {
  test: ScenarioTest
  result: Scenario['test_results'][number] | undefined
  onEdit: () => void
  onDuplicate: () => void
  onRemove: () => void
}

function TestRow({ test, result, onEdit, onDuplicate, onRemove }: RowProps) {
  const t = useT()
  const expectation = useExpectationText()
  const state = result === undefined ? 'unknown' : result.passed ? 'green' : 'red'
  return (
    <li className={classes.test} data-state={state} aria-label={test.name}>
      <span className={classes.mark}>{t(`tests.state_${state}`)}</span>
      <div className={classes.what}>
        <strong>{test.name}</strong>
        <span>
          {test.at.replace('T', ' ')} ·{' '}
          {test.digits ? t('tests.keys', { digits: test.digits }) : t('tests.no_keys')}
          {' → '}
          {expectation(test.expect)}
        </span>
        {result && !result.passed && (
          <span className={classes.got}>{t('tests.got', { got: result.got })}</span>
        )}
      </div>
      <Tool label={t('tests.edit', { name: test.name })} icon={IconPencil} onClick={onEdit} />
      <Tool label={t('tests.duplicate', { name: test.name })} icon={IconCopy} onClick={onDuplicate} />
      <Tool label={t('tests.remove', { name: test.name })} icon={IconTrash} onClick={onRemove} />
    </li>
  )
}

function Tool({ label, icon: Icon, onClick }: { label: string; icon: typeof IconPlus; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}

/** Runs with what is on the screen, saved or not, whenever it changes. */
function useTestRun(scenario: Scenario, editor: ScenarioEditor) {
  const { document } = editor
  const run = useQuery({
    queryKey: ['test-runs', scenario.id, document],
    queryFn: async () => {
      const params = { path: { id: scenario.id } }
      const { data } = await api.POST('/scenarios/{id}/test-runs', { params, body: { document } })
      return data?.results ?? []
    },
    enabled: document.tests.length > 0,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  return {
    resultOf: (index: number) => run.data?.find(it => it.index === index),
    isRunning: run.isFetching,
    error: run.error,
    again: () => void run.refetch(),
  }
}
