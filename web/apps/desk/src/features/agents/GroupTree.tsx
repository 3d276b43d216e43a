import { ActionIcon, Tooltip } from '@mantine/core'
import { $api, type AgentGroup, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ConfirmDialog, toastDone, toastRefused } from '@naru/ui'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { NameField } from '#desk/pickers/NameField'
import { useProblemText } from '#desk/pickers/problem-text'
import classes from './GroupTree.module.css'
import { countInside, flattenGroups } from './group-tree'

type Props = { groups: AgentGroup[]; chosenId: string; onChoose: (id: string) => void }

/** The chosen group is marked; [+] adds below it, as do rename and delete to it (AGT-01). */
export function GroupTree({ groups, chosenId, onChoose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_groups_and_queues')
  const problem = useProblemText()
  const [writing, setWriting] = useState<'new' | 'name'>()
  const [isDeleting, setDeleting] = useState(false)
  const onError = (error: unknown) => toastRefused(problem(error).message)
  const create = $api.useMutation('post', '/agent-groups', {
    onError,
    onSuccess: made => {
      setWriting(undefined)
      onChoose(made.id)
      toastDone(t('groups.added', { name: made.name }))
    },
  })
  const rename = $api.useMutation('put', '/agent-groups/{id}', {
    onError,
    onSuccess: () => setWriting(undefined),
  })
  const remove = $api.useMutation('delete', '/agent-groups/{id}', {
    onError,
    onSuccess: () => toastDone(t('groups.deleted')),
    onSettled: () => setDeleting(false),
  })
  const chosen = groups.find(it => it.id === chosenId)
  const isRoot = chosen?.parent_id == null
  const denied = mayEdit ? undefined : t('groups.denied')
  return (
    <section className={classes.tree} aria-label={t('groups.title')}>
      <header className={classes.head}>
        <h2>{t('groups.title')}</h2>
        <Tool
          label={denied ?? t('groups.add')}
          isOff={!mayEdit}
          icon={IconPlus}
          onClick={() => setWriting('new')}
        />
        <Tool
          label={denied ?? t('groups.rename')}
          isOff={!mayEdit}
          icon={IconPencil}
          onClick={() => setWriting('name')}
        />
        <Tool
          label={denied ?? (isRoot ? t('groups.root_stays') : t('groups.delete'))}
          isOff={!mayEdit || isRoot}
          icon={IconTrash}
          onClick={() => setDeleting(true)}
        />
      </header>
      <ul className={classes.rows}>
        {flattenGroups(groups).map(({ group, depth }) => (
          <li key={group.id}>
            {writing === 'name' && group.id === chosenId ? (
              <div className={classes.writing} style={{ paddingLeft: 12 + depth * 16 }}>
                <NameField
                  label={t('groups.name')}
                  initial={group.name}
                  onSave={name =>
                    rename.mutate({
                      params: { path: { id: group.id } },
                      body: { name, parent_id: group.parent_id ?? null, position: group.position },
                    })
                  }
                  onCancel={() => setWriting(undefined)}
                />
              </div>
            ) : (
              <button
                type="button"
                className={classes.row}
                style={{ paddingLeft: 12 + depth * 16 }}
                aria-current={group.id === chosenId || undefined}
                onClick={() => onChoose(group.id)}
              >
                <span>{group.name}</span>
                <span className={classes.count}>{countInside(groups, group.id)}</span>
              </button>
            )}
            {writing === 'new' && group.id === chosenId && (
              <div className={classes.writing} style={{ paddingLeft: 28 + depth * 16 }}>
                <NameField
                  label={t('groups.new_name')}
                  initial=""
                  onSave={name => create.mutate({ body: { parent_id: group.id, name } })}
                  onCancel={() => setWriting(undefined)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={isDeleting}
        title={t('groups.delete_question', { name: chosen?.name ?? '' })}
        confirmLabel={t('groups.delete')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ params: { path: { id: chosenId } } })}
        onClose={() => setDeleting(false)}
      >
        {t('groups.delete_body')}
      </ConfirmDialog>
    </section>
  )
}

type ToolProps = { label: string; isOff: boolean; icon: typeof IconPlus; onClick: () => void }

function Tool({ label, isOff, icon: Icon, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        data-disabled={isOff || undefined}
        aria-disabled={isOff}
        onClick={isOff ? undefined : onClick}
      >
        <Icon size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
