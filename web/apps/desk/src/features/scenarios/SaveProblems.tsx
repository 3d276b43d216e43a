import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { Banner } from '@naru/ui'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './SaveProblems.module.css'
import type { ScenarioEditor } from './use-scenario-editor'

/** Why the draft could not be saved; what was written stays. */
export function SaveProblems({ editor }: { editor: ScenarioEditor }) {
  const t = useT()
  if (editor.isOvertaken) {
    return (
      <div className={classes.problem}>
        <Banner
          tone="amber"
          title={t('scenario.overtaken')}
          actions={
            <>
              <Button size="xs" onClick={() => void editor.takeTheirs()}>
                {t('scenario.take_theirs')}
              </Button>
              <Button size="xs" variant="filled" onClick={() => void editor.overwrite()}>
                {t('scenario.overwrite')}
              </Button>
            </>
          }
        >
          {t('scenario.overtaken_body')}
        </Banner>
      </div>
    )
  }
  if (!editor.error) return null
  return (
    <div className={classes.problem}>
      <ProblemBanner title={t('form.not_saved')} error={editor.error} />
    </div>
  )
}
