import type { CustomerCall, CustomerCallState } from '@naru/phone'
import { useEffect, useRef, useState } from 'preact/hooks'
import { clock } from './formats'
import { Icon, KEYPAD, MICROPHONE, MICROPHONE_OFF, PHONE } from './icons'
import { Keypad } from './Keypad'
import type { Brand } from './server'
import type { Say } from './texts'
import { useClock } from './use-call'

type Props = { brand: Brand; call: CustomerCall; state: CustomerCallState; say: Say }

/** The call: where it stands, how long, the keys, and how to end it. */
export function LiveCall({ brand, call, state, say }: Props) {
  const { step, muted, digits } = state
  const progress = step.kind === 'live' ? step.progress : undefined
  const now = useClock(progress !== undefined)
  const [stateSince, setStateSince] = useState(Date.now())
  const stage = progress?.state ?? step.kind
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stage starts a new count
  useEffect(() => setStateSince(Date.now()), [stage])
  const [isKeypadOpen, setKeypadOpen] = useState(false)
  // The menu wants digits, so its keys are there without asking.
  const showsKeypad = progress?.state === 'ivr' || isKeypadOpen
  return (
    <section class="live" aria-label={brand.brand_name}>
      <header class="brand" data-compact={showsKeypad}>
        <VoiceRing call={call} isOn={progress !== undefined && !muted}>
          {[...brand.brand_name][0]}
        </VoiceRing>
        <h1>{brand.brand_name}</h1>
        <p class="stage" role="status">
          {step.kind === 'asking' && say('asking')}
          {step.kind === 'opening' && say('opening')}
          {progress && progress.state !== 'ended' && say(progress.state)}
        </p>
        {progress && (
          <p class="timer" role="timer" aria-live="off">
            {clock((now - stateSince) / 1_000)}
          </p>
        )}
        {progress && progress.state !== 'ended' && <p class="quiet">{say(`${progress.state}_hint`)}</p>}
      </header>
      {progress && showsKeypad && <Keypad digits={digits} say={say} onPress={digit => call.press(digit)} />}
      <div class="controls">
        {progress && (
          <>
            <button type="button" class="control" aria-pressed={muted} onClick={() => call.setMuted(!muted)}>
              <span>
                <Icon path={muted ? MICROPHONE_OFF : MICROPHONE} />
              </span>
              {muted ? say('unmute') : say('mute')}
            </button>
            {progress.state !== 'ivr' && (
              <button
                type="button"
                class="control"
                aria-pressed={isKeypadOpen}
                onClick={() => setKeypadOpen(!isKeypadOpen)}
              >
                <span>
                  <Icon path={KEYPAD} weight={3} />
                </span>
                {say('keypad')}
              </button>
            )}
          </>
        )}
        <button type="button" class="control" data-danger onClick={() => call.hangUp()}>
          <span>
            <Icon path={PHONE} />
          </span>
          {say('hang_up')}
        </button>
      </div>
    </section>
  )
}

type RingProps = { call: CustomerCall; isOn: boolean; children: string | undefined }

/** Grows with the caller's voice: the microphone works. Drawn past the framework, sixty times a second. */
function VoiceRing({ call, isOn, children }: RingProps) {
  const ring = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!isOn || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    let frame = requestAnimationFrame(function draw() {
      ring.current?.style.setProperty('--voice', call.level().toFixed(2))
      frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [call, isOn])
  return (
    <span ref={ring} class="monogram" data-live={isOn} aria-hidden="true">
      {children}
    </span>
  )
}
