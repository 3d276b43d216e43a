import { useT } from '@naru/i18n'
import { ConfirmDialog } from '@naru/ui'
import { useBlocker } from '@tanstack/react-router'

/** Nobody loses an afternoon's menus to a click on the sidebar. */
export function LeaveGuard({ changes }: { changes: number }) {
  const t = useT()
  const blocker = useBlocker({
    // Another tab of the same scenario is not leaving.
    shouldBlockFn: ({ current, next }) => changes > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: changes > 0,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title={t('scenario.leave_question')}
      confirmLabel={t('scenario.leave')}
      cancelLabel={t('scenario.stay')}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t('scenario.leave_body', { count: changes })}
    </ConfirmDialog>
  )
}
