import { $api, ApiError, type Scenario, type ScenarioDocument } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ANNOUNCEMENT_KINDS } from './announcement-kinds'
import { findingsOf, hasConflict } from './menu-findings'
import { fromDocument, type Menu, toDocument, trimmed } from './menu-tree'
import { differences } from './scenario-difference'
import { scenarioQuery } from './scenario-queries'
import { record, redo, startStack, undo } from './undo-stack'

/** Everything of the document but the tree, which has a shape of its own while it is edited. */
export type Shared = Omit<ScenarioDocument, 'root'>
type Work = { root: Menu; shared: Shared }

/** The draft on this screen: what was loaded, what has been changed since, and how to save it. */
export function useScenarioEditor(loaded: Scenario) {
  const t = useT()
  const queryClient = useQueryClient()
  const [base, setBase] = useState(loaded)
  const [stack, setStack] = useState(() => startStack(workOf(loaded)))
  const { root, shared } = stack.present
  const document: ScenarioDocument = { ...tidied(shared), root: toDocument(root) }
  const unsaved = differences(base.draft, document)
  const changes = unsaved.length
  const findings = findingsOf(root)

  const edit = (make: (work: Work) => Work, step?: string) => {
    const at = Date.now()
    setStack(it => record(it, make(it.present), at, step))
  }
  const adopt = (scenario: Scenario) => {
    setBase(scenario)
    setStack(startStack(workOf(scenario)))
  }
  // Somebody else saved. Without changes of our own there is nothing to lose by showing theirs.
  if (loaded.draft_updated_at !== base.draft_updated_at && changes === 0) adopt(loaded)

  const put = $api.useMutation('put', '/scenarios/{id}/draft', {
    onSuccess: saved => {
      queryClient.setQueryData(scenarioQuery(saved.id).queryKey, saved)
      // The rows keep their ids: a saved tree must not close the row that is open.
      setBase(saved)
      toastDone(t('scenario.saved'))
    },
  })
  const save = (basedOn: string) =>
    put.mutate({ params: { path: { id: base.id } }, body: { document, based_on: basedOn } })
  return {
    root,
    /** Changes of the same `step` without a pause between them are taken back together. */
    setRoot: (make: (root: Menu) => Menu, step?: string) =>
      edit(work => {
        const next = make(work.root)
        return next === work.root ? work : { ...work, root: next }
      }, step),
    shared,
    setShared: (next: Shared) => edit(work => ({ ...work, shared: next }), changedMember(shared, next)),
    /** For what happens later, such as taking something back: leaves alone what has been changed since. */
    editShared: (make: (shared: Shared) => Shared) => edit(work => ({ ...work, shared: make(work.shared) })),
    document,
    unsaved,
    changes,
    findings,
    hasConflict: hasConflict(findings),
    warnings: base.warnings,
    canUndo: stack.past.length > 0,
    canRedo: stack.future.length > 0,
    undo: () => setStack(undo),
    redo: () => setStack(redo),
    isSaving: put.isPending,
    error: put.error,
    isOvertaken: put.error instanceof ApiError && put.error.code === 'scenario.changed_meanwhile',
    save: () => save(base.draft_updated_at),
    /** Keeps what is on this screen and gives up what the other person saved. */
    overwrite: async () => {
      const newest = await queryClient.fetchQuery({ ...scenarioQuery(base.id), staleTime: 0 })
      save(newest.draft_updated_at)
    },
    /** Shows what is saved and gives up what is on this screen. */
    takeTheirs: async () => {
      const newest = await queryClient.fetchQuery({ ...scenarioQuery(base.id), staleTime: 0 })
      put.reset()
      adopt(newest)
    },
    discard: () => adopt(base),
    adopt,
  }
}

export type ScenarioEditor = ReturnType<typeof useScenarioEditor>

function workOf({ draft: { root, ...shared } }: Scenario): Work {
  return { root: fromDocument(root), shared }
}

/** Which member is being edited: typing into the same one is one step back. */
function changedMember(before: Shared, after: Shared): string | undefined {
  const [was, is] = [new Map(Object.entries(before)), Object.entries(after)]
  return is.find(([key, value]) => was.get(key) !== value)?.[0]
}

/** The announcements as they are saved; spaces typed on the way are no change. */
function tidied(shared: Shared): Shared {
  const announcements = { ...shared.announcements }
  for (const key of ANNOUNCEMENT_KINDS) announcements[key] = trimmed(announcements[key])
  return { ...shared, announcements }
}
