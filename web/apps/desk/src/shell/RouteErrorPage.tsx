import { Button } from '@mantine/core'
import { ApiError } from '@naru/api'
import { useT } from '@naru/i18n'
import { EmptyState, Page } from '@naru/ui'
import { IconLock, IconMapQuestion } from '@tabler/icons-react'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { ProblemBanner } from '#desk/pickers/ProblemBanner'

/** What stands in place of a page that could not be loaded. The shell around it keeps working. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const router = useRouter()
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />
  if (error instanceof ApiError && error.status === 403) return <DeniedPage />
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title={t('error.title')}>
      <ProblemBanner title={t('error.title')} error={error} onRetry={retry} />
    </Page>
  )
}

export function NotFoundPage() {
  const t = useT()
  return (
    <Page title={t('error.not_found')}>
      <EmptyState
        icon={<IconMapQuestion size={22} stroke={1.6} />}
        title={t('error.not_found')}
        body={t('error.not_found_body')}
        action={<HomeButton />}
      />
    </Page>
  )
}

export function DeniedPage() {
  const t = useT()
  return (
    <Page title={t('error.denied')}>
      <EmptyState
        icon={<IconLock size={22} stroke={1.6} />}
        title={t('error.denied')}
        body={t('error.denied_body')}
        action={<HomeButton />}
      />
    </Page>
  )
}

function HomeButton() {
  const t = useT()
  return (
    <Button variant="filled" renderRoot={props => <Link to="/" {...props} />}>
      {t('error.home')}
    </Button>
  )
}
