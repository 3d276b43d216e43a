import { Tooltip } from '@mantine/core'
import type { ScenarioFinding } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import type { Finding } from './menu-findings'
import classes from './RowFindings.module.css'

type Props = { findings: Finding[]; warnings: ScenarioFinding[]; digit: string }

/** What is wrong with a row, beside it: the first thing as text, the rest on pointing. */
export function RowFindings({ findings, warnings, digit }: Props) {
  const t = useT()
  const lines = [
    ...findings.map(it => ({ tone: it.tone, text: t(`menu.finding_${it.code}`, { digit }) })),
    ...warnings.map(it => ({ tone: it.blocks_publishing ? 'red' : 'amber', text: it.text })),
  ]
  const [first] = lines
  if (!first) return null
  const worst = lines.some(it => it.tone === 'red') ? 'red' : 'amber'
  const Icon = worst === 'red' ? IconAlertCircle : IconAlertTriangle
  // The server's sentences are long; what the row itself knows is short.
  const isShort = findings.length > 0
  return (
    <Tooltip label={lines.map(it => it.text).join('\n')} multiline maw={320} className={classes.lines ?? ''}>
      <span className={classes.finding} data-tone={worst}>
        <Icon size={16} stroke={1.7} aria-hidden />
        <span className={isShort ? classes.text : classes.hidden}>{first.text}</span>
      </span>
    </Tooltip>
  )
}
