import { Button, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { $api, type ScenarioRow, useMay, useSession } from '@naru/api'
import { formatDateTime, useT } from '@naru/i18n'
import { ActionButton, Chip, type Column, DataTable, EmptyState, Page } from '@naru/ui'
import { IconPlus, IconSitemap } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '#desk/pickers/form-errors'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './ScenariosPage.module.css'
import { scenariosQuery } from './scenario-queries'

type Props = { onOpen: (id: string) => void }

/** Every ARS scenario, which numbers it answers and which version callers hear. */
export function ScenariosPage({ onOpen }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_scenario')
  const { data } = useSuspenseQuery(scenariosQuery())
  const [isAdding, dialog] = useDisclosure(false)
  const columns = useColumns()
  return (
    <Page
      title={t('scenarios.title')}
      actions={
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={dialog.open}
          disabledReason={mayEdit ? undefined : t('scenario.denied')}
        >
          {t('scenarios.add')}
        </ActionButton>
      }
      flush
    >
      <DataTable
        label={t('scenarios.title')}
        columns={columns}
        rows={data.items}
        rowKey={it => it.id}
        onOpen={it => onOpen(it.id)}
        empty={
          <EmptyState
            icon={<IconSitemap size={22} stroke={1.6} />}
            title={t('scenarios.none')}
            body={t('scenarios.none_body')}
            action={mayEdit && <Button onClick={dialog.open}>{t('scenarios.add')}</Button>}
          />
        }
      />
      <Modal
        opened={isAdding}
        onClose={dialog.close}
        title={t('scenarios.add')}
        size={400}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {isAdding && <NewScenario onMade={onOpen} onCancel={dialog.close} />}
      </Modal>
    </Page>
  )
}

function NewScenario({ onMade, onCancel }: { onMade: (id: string) => void; onCancel: () => void }) {
  const t = useT()
  const problem = useProblemText()
  const { brands } = useSession()
  const [name, setName] = useState('')
  const create = $api.useMutation('post', '/scenarios', { onSuccess: made => onMade(made.id) })
  const refusal = create.error && (fieldErrors(create.error).name ?? problem(create.error).message)
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        const brand_id = brands[0]?.id
        if (name.trim() && brand_id) create.mutate({ body: { name: name.trim(), brand_id } })
      }}
    >
      <TextInput
        label={t('common.name')}
        description={t('scenarios.name_hint')}
        withAsterisk
        maxLength={60}
        value={name}
        onChange={event => setName(event.currentTarget.value)}
        error={refusal}
        data-autofocus
      />
      <div className={classes.buttons}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!name.trim()} loading={create.isPending}>
          {t('common.add')}
        </Button>
      </div>
    </form>
  )
}

function useColumns(): Column<ScenarioRow>[] {
  const t = useT()
  return [
    {
      key: 'name',
      header: t('common.name'),
      sortBy: it => it.name,
      cell: it => <span className={classes.name}>{it.name}</span>,
    },
    {
      key: 'numbers',
      header: t('scenarios.numbers'),
      cell: it => it.numbers.join(', ') || <Chip tone="amber">{t('scenarios.no_number')}</Chip>,
    },
    {
      key: 'published',
      header: t('scenarios.published'),
      cell: it =>
        it.published_version && it.published_at ? (
          t('scenarios.version_of', {
            version: it.published_version,
            at: formatDateTime(it.published_at),
            by: it.published_by ?? '',
          })
        ) : (
          <Chip tone="amber">{t('scenarios.unpublished')}</Chip>
        ),
    },
    {
      key: 'draft',
      header: t('scenarios.draft'),
      width: 160,
      cell: it => it.draft_differs && <Chip tone="brand">{t('scenarios.draft_differs')}</Chip>,
    },
  ]
}
