import { Button, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { $api, type Agent, type AgentGroup, type Queue, type Role, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { ConfirmDialog, toastDone } from '@naru/ui'
import { useState } from 'react'
import { FormDrawer } from '#desk/pickers/FormDrawer'
import { fieldErrors, isAboutFields } from '#desk/pickers/form-errors'
import { flattenGroups } from './group-tree'
import { PasswordReset } from './PasswordReset'

const ROLES = ['agent', 'supervisor', 'admin', 'owner'] as const satisfies readonly Role[]
const FIELDS = ['login_id', 'name', 'role', 'group_id', 'password', 'queue_ids']

type Props = {
  /** Who is being changed; a new agent without it. */
  agent: Agent | undefined
  groups: AgentGroup[]
  queues: Queue[]
  /** Where a new agent starts: the chosen group. */
  groupId: string
  onClose: () => void
}

export function AgentForm({ agent, groups, queues, groupId, onClose }: Props) {
  const t = useT()
  const mayEdit = useMay('edit_agents')
  const mayEditAdmins = useMay('edit_admins')
  const form = useForm({
    initialValues: {
      login_id: agent?.login_id ?? '',
      name: agent?.name ?? '',
      role: agent?.role ?? 'agent',
      group_id: agent?.group_id ?? groupId,
      password: '',
      queue_ids: agent?.queue_ids ?? [],
    },
    validateInputOnBlur: true,
    validate: {
      login_id: value => (agent || /^[\w.@-]{3,40}$/.test(value.trim()) ? null : t('agents.login_id_wrong')),
      name: value => (value.trim() ? null : t('agents.name_needed')),
      password: value => (agent || value ? null : t('sign_in.password_needed')),
    },
  })
  const settle = {
    onSuccess: () => {
      toastDone(t('agents.saved'))
      onClose()
    },
    onError: (error: unknown) => form.setErrors(fieldErrors(error)),
  }
  const create = $api.useMutation('post', '/agents', settle)
  const update = $api.useMutation('put', '/agents/{id}', settle)
  const error = create.error ?? update.error
  const rows = flattenGroups(groups)
  const isAdmin = agent?.role === 'owner' || agent?.role === 'admin'
  const denied = !mayEdit
    ? t('agents.denied')
    : isAdmin && !mayEditAdmins
      ? t('agents.admin_denied')
      : undefined
  const submit = form.onSubmit(values => {
    const body = {
      name: values.name.trim(),
      role: ROLES.find(it => it === values.role) ?? 'agent',
      group_id: values.group_id,
      queue_ids: values.queue_ids,
    }
    if (agent) update.mutate({ params: { path: { id: agent.id } }, body })
    else create.mutate({ body: { ...body, login_id: values.login_id.trim(), password: values.password } })
  })
  return (
    <FormDrawer
      title={agent ? agent.name : t('agents.add')}
      onClose={onClose}
      onSubmit={submit}
      error={isAboutFields(error, FIELDS) ? undefined : error}
      isSaving={create.isPending || update.isPending}
      readOnlyReason={denied}
      danger={agent && !denied && <ActiveSwitch agent={agent} onDone={onClose} />}
    >
      <TextInput
        label={t('sign_in.login_id')}
        description={agent ? t('agents.login_id_fixed') : t('agents.login_id_hint')}
        withAsterisk={!agent}
        readOnly={agent !== undefined}
        autoCapitalize="off"
        autoComplete="off"
        {...form.getInputProps('login_id')}
      />
      {!agent && (
        <PasswordInput
          label={t('agents.first_password')}
          description={t('password.rule')}
          withAsterisk
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      )}
      <TextInput label={t('common.name')} withAsterisk maxLength={60} {...form.getInputProps('name')} />
      <Select
        label={t('agents.role')}
        description={t(`agents.role_${form.values.role}`)}
        data={ROLES.map(value => ({
          value,
          label: t(`role.${value}`),
          disabled: (value === 'admin' || value === 'owner') && !mayEditAdmins,
        }))}
        {...form.getInputProps('role')}
      />
      <Select
        label={t('agents.group')}
        description={t('agents.group_hint')}
        data={rows.map(({ group }) => ({ value: group.id, label: group.name }))}
        renderOption={({ option }) => (
          <span style={{ paddingLeft: 14 * (rows.find(it => it.group.id === option.value)?.depth ?? 0) }}>
            {option.label}
          </span>
        )}
        {...form.getInputProps('group_id')}
      />
      <MultiSelect
        label={t('agents.direct_queues')}
        description={t('agents.direct_queues_hint')}
        data={queues.map(it => ({ value: it.id, label: it.name }))}
        searchable
        {...form.getInputProps('queue_ids')}
      />
      {agent && !denied && <PasswordReset agent={agent} />}
    </FormDrawer>
  )
}

/** Who has left keeps the name in history, frees the seat and cannot sign in. */
function ActiveSwitch({ agent, onDone }: { agent: Agent; onDone: () => void }) {
  const t = useT()
  const [isAsking, setAsking] = useState(false)
  const params = { path: { id: agent.id } }
  const deactivate = $api.useMutation('post', '/agents/{id}/deactivate', {
    onSuccess: () => {
      toastDone(t('agents.deactivated', { name: agent.name }), () => reactivate.mutate({ params }))
      onDone()
    },
  })
  const reactivate = $api.useMutation('post', '/agents/{id}/reactivate', {
    onSuccess: () => toastDone(t('agents.reactivated', { name: agent.name })),
  })
  if (agent.deactivated_at) {
    return (
      <Button
        loading={reactivate.isPending}
        onClick={() => reactivate.mutate({ params }, { onSuccess: onDone })}
      >
        {t('agents.reactivate')}
      </Button>
    )
  }
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('agents.deactivate')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t('agents.deactivate_question', { name: agent.name })}
        confirmLabel={t('agents.deactivate')}
        busy={deactivate.isPending}
        onConfirm={() => deactivate.mutate({ params })}
        onClose={() => setAsking(false)}
      >
        {t('agents.deactivate_body')}
      </ConfirmDialog>
    </>
  )
}
