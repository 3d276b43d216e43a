import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { SideDrawer } from '@naru/ui'
import { type FormEventHandler, type ReactNode, useId } from 'react'
import classes from './FormDrawer.module.css'
import { ProblemBanner } from './ProblemBanner'

type Props = {
  title: string
  onClose: () => void
  onSubmit: FormEventHandler<HTMLFormElement>
  /** What the server refused without naming a field; what was typed stays. */
  error?: unknown
  isSaving: boolean
  submitLabel?: string
  /** Why it cannot be saved by this person. */
  readOnlyReason?: string | undefined
  /** Left of the buttons: delete, deactivate. */
  danger?: ReactNode
  children: ReactNode
}

/** One thing's form in a drawer, its buttons always in sight. */
export function FormDrawer(props: Props) {
  const { title, onClose, onSubmit, error, isSaving, submitLabel, readOnlyReason, danger, children } = props
  const t = useT()
  const id = useId()
  return (
    <SideDrawer
      opened
      title={title}
      onClose={onClose}
      footer={
        <>
          {danger && <div className={classes.danger}>{danger}</div>}
          {readOnlyReason ? (
            <span className={classes.reason}>{readOnlyReason}</span>
          ) : (
            <>
              <Button onClick={onClose}>{t('common.cancel')}</Button>
              <Button type="submit" form={id} variant="filled" loading={isSaving}>
                {submitLabel ?? t('common.save')}
              </Button>
            </>
          )}
        </>
      }
    >
      <form id={id} onSubmit={onSubmit} noValidate>
        <fieldset className={classes.fields} disabled={readOnlyReason !== undefined}>
          {error !== undefined && error !== null && (
            <ProblemBanner title={t('form.not_saved')} error={error} />
          )}
          {children}
        </fieldset>
      </form>
    </SideDrawer>
  )
}
