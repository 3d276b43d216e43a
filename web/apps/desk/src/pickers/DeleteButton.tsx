import { Button } from '@mantine/core'
import { useT } from '@naru/i18n'
import { ConfirmDialog } from '@naru/ui'
import { type ReactNode, useState } from 'react'

type Props = { question: string; children: ReactNode; isBusy: boolean; onConfirm: () => void }

/** Deleting what cannot be brought back: asks once, with the consequences. */
export function DeleteButton({ question, children, isBusy, onConfirm }: Props) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('common.delete')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={question}
        confirmLabel={t('common.delete')}
        busy={isBusy}
        onConfirm={() => {
          setAsking(false)
          onConfirm()
        }}
        onClose={() => setAsking(false)}
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
