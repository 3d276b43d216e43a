import { Button, Modal, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ActionButton } from '@naru/ui'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './DownloadRecording.module.css'

/** A recording leaves the house only with a reason, and the audit log keeps both. */
export function DownloadRecording({ id }: { id: string }) {
  const t = useT()
  const mayDownload = useMay('download_recordings')
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <ActionButton
        size="xs"
        leftSection={<IconDownload size={14} stroke={1.7} />}
        onClick={dialog.open}
        disabledReason={mayDownload ? undefined : t('recording.download_denied')}
      >
        {t('recording.download')}
      </ActionButton>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('recording.download_title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened && <ReasonForm id={id} onClose={dialog.close} />}
      </Modal>
    </>
  )
}

function ReasonForm({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT()
  const [reason, setReason] = useState('')
  const download = useMutation({
    mutationFn: async () => {
      const { data } = await api.POST('/recordings/{id}/download', {
        params: { path: { id } },
        body: { reason: reason.trim() },
        parseAs: 'blob',
      })
      if (data) keep(data, `naru-${id}.wav`)
    },
    onSuccess: onClose,
  })
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        if (reason.trim()) download.mutate()
      }}
    >
      {download.error && <ProblemBanner title={t('recording.download_failed')} error={download.error} />}
      <Textarea
        label={t('recording.reason')}
        description={t('masked.reason_hint')}
        withAsterisk
        rows={3}
        maxLength={200}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!reason.trim()} loading={download.isPending}>
          {t('recording.download')}
        </Button>
      </div>
    </form>
  )
}

function keep(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
