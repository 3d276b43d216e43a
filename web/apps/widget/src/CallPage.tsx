import type { CustomerCall } from '@naru/phone'
import { useEffect, useState } from 'preact/hooks'
import { opening } from './formats'
import { ALERT, CLOCK, Icon, PHONE } from './icons'
import { LiveCall } from './LiveCall'
import { Ended, Message, Problem } from './Message'
import { type Brand, loadBrand, Refusal } from './server'
import { type Language, type Say, useTexts } from './texts'
import { useCall } from './use-call'

type Props = { slug: string; call: CustomerCall }
type Loaded = { kind: 'loading' } | { kind: 'ready'; brand: Brand } | { kind: 'failed'; error: unknown }

/** The brand's telephone: one button before the call, the call itself, and what became of it. */
export function CallPage({ slug, call }: Props) {
  const { language, say, switchLanguage } = useTexts()
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is the wish to try again
  useEffect(() => {
    let isCurrent = true
    loadBrand(slug, language).then(
      brand => {
        if (isCurrent) setLoaded({ kind: 'ready', brand })
      },
      (error: unknown) => {
        if (isCurrent) setLoaded({ kind: 'failed', error })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [slug, language, attempt])
  const brand = loaded.kind === 'ready' ? loaded.brand : undefined
  useEffect(() => {
    if (brand) document.title = say('title', { brand: brand.brand_name })
  }, [brand, say])
  return (
    <main class="page">
      <article class="card">
        {loaded.kind === 'loading' && <p class="loading">{say('loading')}</p>}
        {loaded.kind === 'failed' && (
          <LoadProblem error={loaded.error} say={say} onRetry={() => setAttempt(attempt + 1)} />
        )}
        {loaded.kind === 'ready' && (
          <Telephone brand={loaded.brand} call={call} language={language} say={say} />
        )}
      </article>
      <footer class="footer">
        <span>{say('powered')}</span>
        <button type="button" lang={language === 'ko' ? 'en' : 'ko'} onClick={switchLanguage}>
          {say('language')}
        </button>
      </footer>
    </main>
  )
}

type TelephoneProps = { brand: Brand; call: CustomerCall; language: Language; say: Say }

function Telephone({ brand, call, language, say }: TelephoneProps) {
  const state = useCall(call)
  const start = () => void call.start()
  switch (state.step.kind) {
    case 'idle':
      return <Before brand={brand} language={language} say={say} onCall={start} />
    case 'asking':
    case 'opening':
    case 'live':
      return <LiveCall brand={brand} call={call} state={state} say={say} />
    case 'ended':
      return <Ended step={state.step} say={say} onAgain={start} />
    case 'no_microphone':
      return (
        <Message
          icon={ALERT}
          tone="red"
          title={say(state.step.problem)}
          body={say(`${state.step.problem}_body`)}
          action={say('retry')}
          onAction={start}
        />
      )
    case 'refused':
      return <Problem error={state.step.error} say={say} onRetry={start} number={brand.number} />
  }
}

type BeforeProps = { brand: Brand; language: Language; say: Say; onCall: () => void }

function Before({ brand, language, say, onCall }: BeforeProps) {
  return (
    <>
      <header class="brand">
        <span class="monogram" aria-hidden="true">
          {[...brand.brand_name][0]}
        </span>
        <h1>{brand.brand_name}</h1>
        {brand.number && <p class="number">{brand.number}</p>}
        <p class="state" data-open={brand.open}>
          {brand.open ? say('open') : say('closed')}
        </p>
      </header>
      {brand.open ? (
        <>
          <button type="button" class="call" aria-label={say('call')} onClick={onCall}>
            <Icon path={PHONE} size={34} />
          </button>
          <p class="callLabel" aria-hidden="true">
            {say('call')}
          </p>
        </>
      ) : (
        <div class="closed">
          <Icon path={CLOCK} />
          <p>
            {brand.opens_at
              ? say('closed_until', { when: opening(brand.opens_at, language) })
              : say('closed_body')}
          </p>
          <button type="button" class="secondary" onClick={onCall}>
            {say('listen_only')}
          </button>
        </div>
      )}
      <ul class="notes">
        <li>{say('hint')}</li>
        <li>{say('microphone_hint')}</li>
        <li>{say('recorded')}</li>
      </ul>
    </>
  )
}

function LoadProblem({ error, say, onRetry }: { error: unknown; say: Say; onRetry: () => void }) {
  if (error instanceof Refusal && error.status === 404) {
    return <Message icon={ALERT} tone="gray" title={say('not_found')} body={say('not_found_body')} />
  }
  return <Problem error={error} say={say} onRetry={onRetry} />
}
