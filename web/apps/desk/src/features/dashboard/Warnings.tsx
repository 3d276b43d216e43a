import { Button } from '@mantine/core'
import { type Dashboard, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { Banner } from '@naru/ui'
import { Link } from '@tanstack/react-router'
import classes from './Warnings.module.css'

/** What needs somebody now, with the way there. One notice for each kind of trouble. */
export function Warnings({ warnings }: { warnings: Dashboard['warnings'] }) {
  const t = useT()
  const mayReadSettings = useMay('read_settings')
  if (warnings.length === 0) return null
  const codes = [...new Set(warnings.map(it => it.code))]
  return (
    <div className={classes.warnings}>
      {codes.map(code => (
        <Banner
          key={code}
          tone="amber"
          flush
          title={t(`warning.${code}`)}
          actions={mayReadSettings && <Remedy code={code} />}
        >
          {warnings
            .filter(it => it.code === code)
            .map(it => (
              <span key={it.text} className={classes.text}>
                {it.text}
              </span>
            ))}
        </Banner>
      ))}
    </div>
  )
}

function Remedy({ code }: { code: Dashboard['warnings'][number]['code'] }) {
  const t = useT()
  switch (code) {
    case 'queue_without_agents':
      return (
        <Button variant="filled" renderRoot={props => <Link to="/settings/queues" {...props} />}>
          {t('warning.assign')}
        </Button>
      )
    case 'trunk_down':
      return (
        <Button variant="filled" renderRoot={props => <Link to="/settings/trunks" {...props} />}>
          {t('warning.see_trunk')}
        </Button>
      )
    case 'store_behind':
      return null
  }
}
