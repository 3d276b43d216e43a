import { Button } from '@mantine/core'
import { $api, type Desk } from '@naru/api'
import { useT } from '@naru/i18n'
import { usePhone, useSoftphone } from '@naru/phone/react'
import { Banner, ConnectionBanner } from '@naru/ui'
import { IconMicrophoneOff, IconRefresh } from '@tabler/icons-react'
import { useDesk } from '#desk/pickers/desk-state'
import classes from './Banners.module.css'
import { useRealtime } from './RealtimeProvider'

/** What stands between the agent and the next call, and what to do about it. The worst one only. */
export function Banners() {
  const t = useT()
  const { connection, state } = useRealtime()
  const phone = usePhone()
  const softphone = useSoftphone()
  const desk = useDesk()
  const isTalking = desk?.call != null && desk.call.state !== 'ringing'

  if (state.kind === 'waiting') {
    return (
      <div className={classes.banners}>
        <ConnectionBanner
          title={t('banner.offline')}
          body={isTalking ? t('banner.offline_talking') : t('banner.offline_idle')}
          retryAt={state.retryAt}
          onRetry={() => connection.retryNow()}
        />
      </div>
    )
  }
  if (phone.line.kind === 'no_microphone') {
    return (
      <div className={classes.banners}>
        <Banner
          tone="red"
          flush
          icon={<IconMicrophoneOff size={18} stroke={1.7} />}
          title={t(`microphone.${phone.line.problem}.title`)}
          actions={
            <Button size="xs" leftSection={<IconRefresh size={14} />} onClick={() => softphone.retry()}>
              {t('common.retry')}
            </Button>
          }
        >
          {t(`microphone.${phone.line.problem}.body`)}
        </Banner>
      </div>
    )
  }
  if (phone.line.kind === 'waiting') {
    return (
      <div className={classes.banners}>
        <ConnectionBanner
          title={t('banner.phone_down')}
          body={isTalking ? t('banner.phone_down_talking') : t('banner.phone_down_idle')}
          retryAt={Date.now() + phone.line.retryAt - performance.now()}
          onRetry={() => softphone.retry()}
        />
      </div>
    )
  }
  if (desk?.status.kind === 'away' && desk.status.reason === 'no_answer') return <NoAnswer desk={desk} />
  return null
}

/** Routing took the agent out after calls rang unanswered; only the agent knows when that is over. */
function NoAnswer({ desk }: { desk: Desk }) {
  const t = useT()
  const setStatus = $api.useMutation('put', '/desk/status')
  return (
    <div className={classes.banners}>
      <Banner
        tone="amber"
        flush
        title={t('banner.no_answer')}
        actions={
          <Button
            size="xs"
            variant="filled"
            loading={setStatus.isPending}
            disabled={desk.call != null}
            onClick={() => setStatus.mutate({ body: { kind: 'ready' } })}
          >
            {t('status_switch.to_ready')}
          </Button>
        }
      >
        {t('banner.no_answer_body')}
      </Banner>
    </div>
  )
}
