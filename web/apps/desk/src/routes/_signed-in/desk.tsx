import { $api } from '@naru/api'
import { useT } from '@naru/i18n'
import { EmptyState } from '@naru/ui'
import { IconUser } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { CustomerPanel, UnknownCustomer } from '#desk/features/customers/CustomerPanel'
import { DeskPage } from '#desk/features/desk/DeskPage'
import { subjectOf } from '#desk/features/desk/desk-subject'
import { InteractionDrawer } from '#desk/features/interactions/InteractionDrawer'
import { HistoryWrapUp } from '#desk/features/wrap-ups/HistoryWrapUp'
import { WrapUpForm } from '#desk/features/wrap-ups/WrapUpForm'
import { deskQuery } from '#desk/pickers/desk-state'

export const Route = createFileRoute('/_signed-in/desk')({
  validateSearch: z.object({ interaction: z.string().optional().catch(undefined) }),
  loader: ({ context }) => context.queryClient.ensureQueryData(deskQuery()),
  component: DeskRoute,
})

function DeskRoute() {
  const t = useT()
  const { data: desk } = useSuspenseQuery(deskQuery())
  const { interaction: opened } = Route.useSearch()
  const navigate = Route.useNavigate()
  const open = (id: string | undefined) => void navigate({ search: { interaction: id } })
  const subject = subjectOf(desk)
  const { data: interaction } = useQuery({
    ...$api.queryOptions('get', '/interactions/{id}', {
      params: { path: { id: subject?.interactionId ?? '' } },
    }),
    enabled: subject?.isWritten ?? false,
  })
  const isLoaded = interaction?.id === subject?.interactionId
  const customer = desk.call?.customer ?? (isLoaded ? interaction?.customer : undefined)
  return (
    <>
      <DeskPage
        desk={desk}
        onOpenInteraction={open}
        customer={
          customer ? (
            <CustomerPanel key={customer.id} customerId={customer.id} onOpenInteraction={open} />
          ) : subject && (desk.call || isLoaded) ? (
            <UnknownCustomer
              key={subject.interactionId}
              interactionId={subject.interactionId}
              numberMasked={desk.call?.number_masked ?? interaction?.number_masked ?? null}
            />
          ) : (
            <EmptyState
              icon={<IconUser size={22} stroke={1.6} />}
              title={t('desk.nobody')}
              body={t('desk.nobody_body')}
            />
          )
        }
        wrapUp={
          subject &&
          subject.moment !== 'ringing' &&
          isLoaded && (
            <WrapUpForm
              key={subject.interactionId}
              interactionId={subject.interactionId}
              wrapUp={interaction?.saved_wrap_up ?? null}
              moment={subject.moment}
            />
          )
        }
      />
      {opened && (
        <InteractionDrawer
          id={opened}
          onClose={() => open(undefined)}
          wrapUp={past => past.id !== subject?.interactionId && <HistoryWrapUp interaction={past} />}
        />
      )}
    </>
  )
}
