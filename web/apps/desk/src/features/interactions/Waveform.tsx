import type { Waveform as Levels } from '@naru/api'
import { useId } from 'react'
import classes from './Waveform.module.css'
import { barPath, barsOf } from './wave-bars'

const BARS = 110
const PITCH = 4
const MIDDLE = 22
const REACH = 20

type Props = {
  waveform: Levels
  /** 0 to 1. */
  played: number
}

/** The customer above the line, what the customer heard below it. What has been played is darker. */
export function Waveform({ waveform, played }: Props) {
  const id = useId()
  const customer = barsOf(waveform.customer, BARS)
  const agent = barsOf(waveform.agent, BARS)
  const width = Math.max(customer.length, agent.length) * PITCH
  const up = barPath(customer, PITCH, MIDDLE - 0.5, REACH, 1)
  const down = barPath(agent, PITCH, MIDDLE + 0.5, REACH, -1)
  return (
    <svg className={classes.waveform} viewBox={`0 0 ${width} 44`} preserveAspectRatio="none" aria-hidden>
      <clipPath id={id}>
        <rect width={width * played} height="44" />
      </clipPath>
      <g className={classes.rest}>
        <path d={up} data-party="customer" />
        <path d={down} data-party="agent" />
      </g>
      <g clipPath={`url(#${id})`}>
        <path d={up} data-party="customer" />
        <path d={down} data-party="agent" />
      </g>
      <line x1={width * played} x2={width * played} y1="0" y2="44" className={classes.head} />
    </svg>
  )
}
