import { Button, Menu } from '@mantine/core'
import { $api, type CallbackOutcome, type CallbackRequest } from '@naru/api'
import { useT } from '@naru/i18n'
import { toastDone, toastRefused } from '@naru/ui'
import { IconChevronDown } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useProblemText } from '#desk/pickers/problem-text'

const OUTCOMES = ['reached', 'not_reached', 'dropped'] as const satisfies readonly CallbackOutcome[]

/** How the callback went. Done at once; a slip is taken back from the toast. */
export function CloseMenu({ request }: { request: CallbackRequest }) {
  const t = useT()
  const queryClient = useQueryClient()
  const problem = useProblemText()
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['get', '/callback-requests'] })
  const onError = (error: unknown) => {
    toastRefused(problem(error).message)
    // Somebody else was faster: show what they did.
    refresh()
  }
  const params = { path: { id: request.id } }
  const reopen = $api.useMutation('post', '/callback-requests/{id}/reopen', { onSuccess: refresh, onError })
  const close = $api.useMutation('post', '/callback-requests/{id}/close', {
    onSuccess: () => {
      toastDone(t('callback.closed'), () => reopen.mutate({ params }))
      refresh()
    },
    onError,
  })
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button size="xs" loading={close.isPending} rightSection={<IconChevronDown size={14} stroke={1.7} />}>
          {t('callback.close')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {OUTCOMES.map(outcome => (
          <Menu.Item key={outcome} onClick={() => close.mutate({ params, body: { outcome } })}>
            {t(`callback.${outcome}_choice`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
