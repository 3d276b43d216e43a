import { Button } from '@mantine/core'
import { type Sound, useMay } from '@naru/api'
import { formatDuration, useT } from '@naru/i18n'
import { ActionButton, Chip, type Column, DataTable, EmptyState, Page } from '@naru/ui'
import { IconMicrophone, IconMusic, IconUpload } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { MakeSound } from './MakeSound'
import { PlaySound } from './PlaySound'
import { SoundDrawer } from './SoundDrawer'
import classes from './SoundsPage.module.css'
import { soundsQuery } from './sounds-query'
import { UploadSound } from './UploadSound'

type Props = {
  openId: string | undefined
  onOpen: (id: string | undefined) => void
  /** The way to a scenario that uses a sound. */
  scenarioLink: (scenarioId: string, text: string) => ReactNode
}

/** 음원관리: sounds that announcements may play instead of a text, spoken by a voice or brought as a file. */
export function SoundsPage({ openId, onOpen, scenarioLink }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_scenario')
  const { data } = useSuspenseQuery(soundsQuery())
  const [adding, setAdding] = useState<'speech' | 'file'>()
  const columns = useColumns()
  const opened = data.items.find(it => it.id === openId)
  const denied = mayEdit ? undefined : t('scenario.denied')
  return (
    <Page
      title={t('sounds.title')}
      actions={
        <>
          <ActionButton
            leftSection={<IconUpload size={16} stroke={1.7} />}
            onClick={() => setAdding('file')}
            disabledReason={denied}
          >
            {t('sounds.upload')}
          </ActionButton>
          <ActionButton
            variant="filled"
            leftSection={<IconMicrophone size={16} stroke={1.7} />}
            onClick={() => setAdding('speech')}
            disabledReason={denied}
          >
            {t('sounds.make')}
          </ActionButton>
        </>
      }
      flush
    >
      <DataTable
        label={t('sounds.title')}
        columns={columns}
        rows={data.items}
        rowKey={it => it.id}
        onOpen={it => onOpen(it.id)}
        openKey={openId}
        empty={
          <EmptyState
            icon={<IconMusic size={22} stroke={1.6} />}
            title={t('sounds.none')}
            body={t('sounds.none_body')}
            action={mayEdit && <Button onClick={() => setAdding('speech')}>{t('sounds.make')}</Button>}
          />
        }
      />
      {adding === 'speech' && <MakeSound onClose={() => setAdding(undefined)} />}
      {adding === 'file' && <UploadSound onClose={() => setAdding(undefined)} />}
      {opened && (
        <SoundDrawer
          key={opened.id}
          sound={opened}
          scenarioLink={scenarioLink}
          onClose={() => onOpen(undefined)}
        />
      )}
    </Page>
  )
}

function useColumns(): Column<Sound>[] {
  const t = useT()
  return [
    {
      key: 'name',
      header: t('common.name'),
      sortBy: it => it.name,
      cell: it => <span className={classes.name}>{it.name}</span>,
    },
    { key: 'play', header: t('announcement.listen'), width: 90, cell: it => <PlaySound sound={it} /> },
    {
      key: 'kind',
      header: t('sounds.kind'),
      width: 90,
      sortBy: it => it.kind,
      cell: it => <Chip tone={it.kind === 'made' ? 'brand' : 'gray'}>{t(`sounds.kind_${it.kind}`)}</Chip>,
    },
    {
      key: 'voice',
      header: t('sounds.voice'),
      optional: true,
      cell: it =>
        it.voice &&
        [
          t(`voice.language_${it.voice.language}`),
          t(`voice.gender_${it.voice.gender}`),
          t('voice.percent', { speed: it.voice.speed }),
        ].join(' · '),
    },
    {
      key: 'length',
      header: t('sounds.length'),
      align: 'right',
      width: 80,
      sortBy: it => it.duration_ms,
      cell: it => formatDuration(Math.round(it.duration_ms / 1_000)),
    },
    {
      key: 'used',
      header: t('sounds.used_in'),
      cell: it =>
        it.used_in.length > 0 ? (
          it.used_in.map(use => `${use.scenario} › ${use.place}`).join(', ')
        ) : (
          <span className={classes.unused}>{t('sounds.unused')}</span>
        ),
    },
  ]
}
