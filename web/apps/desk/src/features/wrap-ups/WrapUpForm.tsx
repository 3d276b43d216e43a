import { Button, Textarea } from '@mantine/core'
import { $api, api, type Interaction, type StatusChoice, type WrapUp } from '@naru/api'
import { formatTime, useT } from '@naru/i18n'
import { Counter, countCharacters, Kbd, toastDone, useShortcut } from '@naru/ui'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { CategoryPicker } from '#desk/pickers/CategoryPicker'
import { fieldErrors } from '#desk/pickers/form-errors'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import { type Draft, DraftSaver, type DraftState } from './draft-saver'
import classes from './WrapUpForm.module.css'

/** PHN-07. */
const MAX_TEXT = 1_024

/** What the buttons lead to: during a call, right after it, or long after it from history. */
export type WrapUpMoment = 'live' | 'after' | 'history'

type Props = {
  interactionId: string
  /** What is kept so far; the form takes it over once, when it appears. */
  wrapUp: WrapUp | null
  moment: WrapUpMoment
  disabledReason?: string | undefined
}

/** 상담 내용: reason and text, saved while it is written (PHN-06…08). Give it the interaction's id as key. */
export function WrapUpForm({ interactionId, wrapUp, moment, disabledReason }: Props) {
  const t = useT()
  const [draft, setDraft] = useState<Draft>({
    category_id: wrapUp?.category_id ?? null,
    text: wrapUp?.text ?? '',
  })
  const saver = useDraftSaver(interactionId)
  const state = useSyncExternalStore(saver.subscribe, saver.getState)
  const save = useSave(interactionId, moment, saver)
  const isTooLong = countCharacters(draft.text) > MAX_TEXT
  const change = (next: Draft) => {
    setDraft(next)
    if (countCharacters(next.text) <= MAX_TEXT) saver.change(next)
  }
  const isOff = disabledReason !== undefined
  const canSave = !isTooLong && !isOff && !save.isPending
  useShortcut({
    keys: 'mod+Enter',
    label: moment === 'history' ? t('wrap_up.save') : t('wrap_up.save_ready'),
    run: () => save.run(draft, { kind: 'ready' }),
    enabled: canSave,
  })
  return (
    <section
      className={classes.form}
      data-moment={moment}
      aria-label={t('wrap_up.title')}
      data-panel
      tabIndex={-1}
    >
      <header className={classes.head}>
        <h2>{t('wrap_up.title')}</h2>
        <DraftMark state={state} wrapUp={wrapUp} />
      </header>
      {save.error && <ProblemBanner title={t('wrap_up.failed')} error={save.error} />}
      <CategoryPicker
        value={draft.category_id}
        onChange={category_id => change({ ...draft, category_id })}
        disabled={isOff}
      />
      <div className={classes.text}>
        <Textarea
          aria-label={t('wrap_up.text')}
          placeholder={t('wrap_up.placeholder')}
          rows={moment === 'history' ? 6 : 4}
          value={draft.text}
          onChange={event => change({ ...draft, text: event.currentTarget.value })}
          error={isTooLong ? t('wrap_up.too_long') : fieldErrors(save.error).text}
          disabled={isOff}
        />
        <span className={classes.counter}>
          <Counter text={draft.text} max={MAX_TEXT} />
        </span>
      </div>
      {isOff && <p className={classes.hint}>{disabledReason}</p>}
      <div className={classes.buttons}>
        {moment === 'history' ? (
          <Button
            variant="filled"
            disabled={!canSave}
            loading={save.isPending}
            onClick={() => save.run(draft, { kind: 'ready' })}
          >
            {t('wrap_up.save')}
          </Button>
        ) : (
          <>
            <Button disabled={!canSave} onClick={() => save.run(draft, { kind: 'away', reason: 'break' })}>
              {t('wrap_up.save_break')}
            </Button>
            <Button
              variant="filled"
              disabled={!canSave}
              loading={save.isPending}
              rightSection={<Kbd keys="mod+Enter" on="solid" />}
              onClick={() => save.run(draft, { kind: 'ready' })}
            >
              {t('wrap_up.save_ready')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

function DraftMark({ state, wrapUp }: { state: DraftState; wrapUp: WrapUp | null }) {
  const t = useT()
  switch (state.kind) {
    case 'dirty':
    case 'saving':
      return <span className={classes.mark}>{t('wrap_up.saving')}</span>
    case 'saved':
      return <span className={classes.mark}>{t('wrap_up.saved_at', { time: formatTime(state.at) })}</span>
    case 'failed':
      return (
        <span className={classes.mark} data-failed role="status">
          {t('wrap_up.draft_failed')}
        </span>
      )
    case 'clean':
      if (!wrapUp) return null
      return (
        <span className={classes.mark}>
          {wrapUp.saved_at
            ? t('wrap_up.final_at', { time: formatTime(wrapUp.saved_at), name: wrapUp.agent_name })
            : t('wrap_up.saved_at', { time: formatTime(wrapUp.updated_at) })}
        </span>
      )
  }
}

const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

function useDraftSaver(interactionId: string) {
  const queryClient = useQueryClient()
  const [saver] = useState(
    () =>
      new DraftSaver(async draft => {
        const params = { path: { id: interactionId } }
        const { data } = await api.PUT('/interactions/{id}/wrap-up', {
          params,
          body: { ...draft, draft: true },
        })
        rememberWrapUp(queryClient, interactionId, data)
        return data?.updated_at ?? ''
      }, after),
  )
  useEffect(() => () => saver.flush(), [saver])
  return saver
}

/** Whoever opens this form again starts from what was kept last. */
function rememberWrapUp(queryClient: QueryClient, interactionId: string, wrapUp: WrapUp | undefined) {
  const params = { path: { id: interactionId } }
  const { queryKey } = $api.queryOptions('get', '/interactions/{id}', { params })
  queryClient.setQueryData<Interaction>(queryKey, kept => kept && { ...kept, saved_wrap_up: wrapUp })
}

/** Saves for good. During a call the next state is booked; afterwards it is taken with the same request. */
function useSave(interactionId: string, moment: WrapUpMoment, saver: DraftSaver) {
  const t = useT()
  const queryClient = useQueryClient()
  const book = $api.useMutation('put', '/desk/after-call')
  const put = $api.useMutation('put', '/interactions/{id}/wrap-up', {
    onSuccess: saved => {
      toastDone(t(`wrap_up.done_${moment}`))
      rememberWrapUp(queryClient, interactionId, saved)
      void queryClient.invalidateQueries({ queryKey: ['get', '/interactions'] })
    },
  })
  return {
    isPending: put.isPending,
    error: put.error ?? book.error,
    run: (draft: Draft, then: StatusChoice) => {
      saver.discard()
      put.mutate(
        {
          params: { path: { id: interactionId } },
          body: { ...draft, draft: false, ...(moment === 'after' ? { then } : {}) },
        },
        {
          onSuccess: () => moment === 'live' && book.mutate({ body: then }),
          // The draft is the safety net: what could not be saved for good is at least kept.
          onError: () => saver.change(draft),
        },
      )
    },
  }
}
