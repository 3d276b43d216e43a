import { Popover, UnstyledButton } from '@mantine/core'
import { useT } from '@naru/i18n'
import type { PhoneState } from '@naru/phone'
import { usePhone } from '@naru/phone/react'
import { IconMicrophoneOff, IconWifi, IconWifi1, IconWifi2, IconWifiOff } from '@tabler/icons-react'
import { useState } from 'react'
import { openPanel } from './panels'
import classes from './QualityIndicator.module.css'

type Look = 'good' | 'fair' | 'poor' | 'ready' | 'down' | 'elsewhere' | 'no_microphone'

/** How the line is, in a word; what it was measured by, on a click. */
export function QualityIndicator() {
  const t = useT()
  const phone = usePhone()
  const [opened, setOpened] = useState(false)
  const look = lookOf(phone)
  const Icon = ICON[look]
  const { figures } = phone
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={240}>
      <Popover.Target>
        <UnstyledButton
          className={classes.indicator}
          data-look={look}
          onClick={() => setOpened(!opened)}
          aria-expanded={opened}
        >
          <Icon size={16} stroke={1.8} aria-hidden />
          <span>{t(`quality.${look}`)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes.figures}>
          <dt>{t('quality.loss')}</dt>
          <dd>{figures ? `${(figures.loss * 100).toFixed(1)}%` : '–'}</dd>
          <dt>{t('quality.jitter')}</dt>
          <dd>{figures ? `${Math.round(figures.jitterMs)} ms` : '–'}</dd>
          <dt>{t('quality.round_trip')}</dt>
          <dd>{figures?.roundTripMs === undefined ? '–' : `${Math.round(figures.roundTripMs)} ms`}</dd>
        </dl>
        <UnstyledButton
          className={classes.devices}
          onClick={() => {
            setOpened(false)
            openPanel('preferences')
          }}
        >
          {t('quality.devices')}
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  )
}

function lookOf({ line, figures }: PhoneState): Look {
  switch (line.kind) {
    case 'up':
      return figures?.quality ?? 'ready'
    case 'no_microphone':
      return 'no_microphone'
    case 'off':
      return 'elsewhere'
    case 'opening':
    case 'waiting':
      return 'down'
  }
}

const ICON = {
  good: IconWifi,
  ready: IconWifi,
  fair: IconWifi2,
  poor: IconWifi1,
  down: IconWifiOff,
  elsewhere: IconWifiOff,
  no_microphone: IconMicrophoneOff,
} satisfies Record<Look, unknown>
