import { Button, Select, Switch } from '@mantine/core'
import { useT } from '@naru/i18n'
import { ring, type Use } from '@naru/phone'
import { usePhone, useSoftphone } from '@naru/phone/react'
import { Banner, Section, SideDrawer } from '@naru/ui'
import { IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import { ThemeAndLanguage } from '#desk/pickers/ThemeAndLanguage'
import { LevelMeter } from './LevelMeter'
import classes from './Preferences.module.css'
import { openPanel, useOpenedPanel } from './panels'

const TEST_RING_MS = 3_000

/** Devices and looks of this computer. */
export function Preferences() {
  const t = useT()
  const opened = useOpenedPanel() === 'preferences'
  return (
    <SideDrawer
      opened={opened}
      title={t('preferences.title')}
      onClose={() => openPanel(undefined)}
      size={400}
    >
      {opened && (
        <>
          <DeviceSettings />
          <NotificationSetting />
          <Section title={t('preferences.look')}>
            <div className={classes.look}>
              <ThemeAndLanguage />
            </div>
            <ContrastSwitch />
          </Section>
        </>
      )}
    </SideDrawer>
  )
}

function DeviceSettings() {
  const t = useT()
  const phone = useSoftphone()
  const { devices, line } = usePhone()
  const options = (list: { id: string; label: string }[]) => [
    { value: '', label: t('preferences.system_device') },
    ...list.map((it, index) => ({
      value: it.id,
      label: it.label || t('preferences.device', { number: index + 1 }),
    })),
  ]
  const select = (use: Use, list: { id: string; label: string }[], choose: (id: string) => void) => {
    const data = options(list)
    // A remembered headset that is not plugged in is still the choice.
    const chosen = devices.chosen[use]
    const known = data.some(it => it.value === chosen)
      ? data
      : [...data, { value: chosen, label: t('preferences.unplugged') }]
    return (
      <Select
        label={t(`preferences.${use}`)}
        data={known}
        value={chosen}
        onChange={value => choose(value ?? '')}
        disabled={use !== 'microphone' && !devices.canChooseSpeaker}
        description={
          use !== 'microphone' && !devices.canChooseSpeaker ? t('preferences.no_choice') : undefined
        }
      />
    )
  }
  return (
    <Section title={t('preferences.devices')}>
      <div className={classes.fields}>
        {line.kind === 'no_microphone' && (
          <Banner tone="red" title={t(`microphone.${line.problem}.title`)}>
            {t(`microphone.${line.problem}.body`)}
          </Banner>
        )}
        {devices.microphoneReplaced && (
          <Banner tone="amber" title={t('preferences.replaced')}>
            {t('preferences.replaced_body')}
          </Banner>
        )}
        {select('microphone', devices.microphones, id => void phone.chooseMicrophone(id))}
        {line.kind === 'up' && <LevelMeter read={() => phone.level()} />}
        {select('speaker', devices.speakers, id => void phone.chooseSpeaker(id))}
        {select('ringer', devices.speakers, id => phone.chooseRinger(id))}
        <Button
          leftSection={<IconVolume size={16} />}
          onClick={() => {
            const stop = ring(devices.chosen.ringer)
            setTimeout(stop, TEST_RING_MS)
          }}
        >
          {t('preferences.test_ring')}
        </Button>
      </div>
    </Section>
  )
}

function NotificationSetting() {
  const t = useT()
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : 'denied',
  )
  return (
    <Section title={t('preferences.notifications')}>
      <p className={classes.hint}>{t(`preferences.notification_${permission}`)}</p>
      {permission === 'default' && (
        <Button mt="xs" onClick={() => void Notification.requestPermission().then(setPermission)}>
          {t('preferences.allow_notifications')}
        </Button>
      )}
    </Section>
  )
}

function ContrastSwitch() {
  const t = useT()
  const [on, setOn] = useState(document.documentElement.dataset.contrast === 'more')
  return (
    <Switch
      mt="md"
      checked={on}
      label={t('preferences.contrast')}
      description={t('preferences.contrast_hint')}
      onChange={event => {
        const isOn = event.currentTarget.checked
        setOn(isOn)
        if (isOn) document.documentElement.dataset.contrast = 'more'
        else delete document.documentElement.dataset.contrast
        localStorage.setItem('naru.contrast', isOn ? 'more' : 'normal')
      }}
    />
  )
}
