import { $api, ApiError, type Scenario, type ScenarioDocument } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { conflictsOf, fromDocument, type Menu, toDocument } from './menu-tree'
import { differences } from './scenario-difference'
import { scenarioQuery } from './scenario-queries'

/** Everything of the document but the tree, which has a shape of its own while it is edited. */
export type Shared = Omit<ScenarioDocument, 'root'>

/** The draft on this screen: what was loaded, what has been changed since, and how to save it. */
export function useScenarioEditor(loaded: Scenario) {
  const t = useT()
  const queryClient = useQueryClient()
  const [base, setBase] = useState(loaded)
  const [root, setRoot] = useState<Menu>(() => fromDocument(loaded.draft.root))
  const [shared, setShared] = useState<Shared>(() => sharedOf(loaded.draft))
  const document: ScenarioDocument = { ...shared, root: toDocument(root) }
  const changes = differences(base.draft, document).length

  const adopt = (scenario: Scenario) => {
    setBase(scenario)
    setRoot(fromDocument(scenario.draft.root))
    setShared(sharedOf(scenario.draft))
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
    setRoot,
    shared,
    setShared,
    document,
    changes,
    conflicts: conflictsOf(root),
    warnings: base.warnings,
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

function sharedOf({ root: _, ...shared }: ScenarioDocument): Shared {
  return shared
}
