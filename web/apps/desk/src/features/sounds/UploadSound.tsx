import { Button, FileInput, Modal, Progress, TextInput } from '@mantine/core'
import { useT } from '@naru/i18n'
import { toastDone } from '@naru/ui'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'
import classes from './SoundsPage.module.css'
import { ACCEPTED, fileProblem, nameOfFile, spellBytes } from './sound-file'
import { soundsQuery } from './sounds-query'
import { uploadSound } from './upload-sound'

/** A file as a sound: refused for its kind or size before any of it is sent, then with its progress. */
export function UploadSound({ onClose }: { onClose: () => void }) {
  const t = useT()
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [sent, setSent] = useState(0)
  const abort = useRef<AbortController>(undefined)
  const upload = useMutation({
    mutationFn: async (chosen: File) => {
      setSent(0)
      abort.current = new AbortController()
      await uploadSound(chosen, name.trim(), abort.current.signal, setSent)
      return !abort.current.signal.aborted
    },
    onSuccess: isDone => {
      if (!isDone) return
      void queryClient.invalidateQueries({ queryKey: soundsQuery().queryKey })
      toastDone(t('sounds.uploaded', { name: name.trim() }))
      onClose()
    },
  })
  const problem = file ? fileProblem(file) : undefined
  const close = () => {
    abort.current?.abort()
    onClose()
  }
  return (
    <Modal
      opened
      onClose={close}
      size={460}
      title={t('sounds.upload')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (file && !problem && name.trim()) upload.mutate(file)
        }}
      >
        {upload.error && <ProblemBanner title={t('sounds.not_uploaded')} error={upload.error} />}
        <FileInput
          label={t('sounds.file')}
          description={t('sounds.file_hint')}
          placeholder={t('sounds.choose_file')}
          accept={ACCEPTED}
          withAsterisk
          leftSection={<IconUpload size={15} stroke={1.7} />}
          value={file}
          error={problem && t(`sounds.problem_${problem}`)}
          onChange={chosen => {
            setFile(chosen)
            upload.reset()
            if (chosen && !name) setName(nameOfFile(chosen.name))
          }}
        />
        <TextInput
          label={t('common.name')}
          withAsterisk
          maxLength={60}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        {upload.isPending && file && (
          <div className={classes.progress}>
            <Progress value={sent * 100} aria-label={t('sounds.uploading')} />
            <span>
              {Math.round(sent * 100)}% · {spellBytes(file.size)}
            </span>
          </div>
        )}
        <div className={classes.buttons}>
          <Button onClick={close}>{t(upload.isPending ? 'sounds.abort' : 'common.cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={!file || problem !== undefined || !name.trim()}
            loading={upload.isPending}
          >
            {t('sounds.upload_confirm')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
