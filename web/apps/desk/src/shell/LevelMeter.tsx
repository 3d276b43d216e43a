import { useT } from '@naru/i18n'
import { Meter } from '@naru/ui'
import { useEffect, useEffectEvent, useState } from 'react'
import classes from './LevelMeter.module.css'

/** Moves while somebody speaks: the microphone works. */
export function LevelMeter({ read }: { read: () => number }) {
  const t = useT()
  const [level, setLevel] = useState(0)
  const look = useEffectEvent(() => setLevel(read()))
  useEffect(() => {
    let frame = requestAnimationFrame(function next() {
      look()
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div className={classes.meter}>
      <span>{t('preferences.level')}</span>
      <Meter label={t('preferences.level')} ratio={level} />
    </div>
  )
}
