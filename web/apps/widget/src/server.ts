import type { CallProgress, CallSignalling } from '@naru/phone'

/** What the page knows of its brand before a call. */
export type Brand = {
  brand_name: string
  number: string
  open: boolean
  opens_at?: string | null
}

/** Why the server did not do it. `status` 0: it was never reached. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number

  constructor(status: number, code: string, message: string, retryAfterSeconds: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export async function loadBrand(slug: string, language: string): Promise<Brand> {
  const body = await ask(`/api/web-call/${encodeURIComponent(slug)}`, language)
  return {
    brand_name: text(body, 'brand_name'),
    number: text(body, 'number'),
    open: body.open === true,
    opens_at: typeof body.opens_at === 'string' ? body.opens_at : null,
  }
}

export function callSignalling(slug: string, language: () => string): CallSignalling {
  const base = `/api/web-call/${encodeURIComponent(slug)}`
  return {
    async open(offer) {
      const body = await ask(base, language(), { offer })
      return { call_id: text(body, 'call_id'), token: text(body, 'token'), answer: text(body, 'answer') }
    },
    follow(call, onProgress) {
      const address = `${base}/calls/${encodeURIComponent(call.call_id)}/events?token=${encodeURIComponent(call.token)}`
      const events = new EventSource(address)
      events.onmessage = event => {
        const progress = readProgress(event.data)
        if (progress) onProgress(progress)
      }
      return () => events.close()
    },
    async hangUp(call) {
      await ask(`${base}/calls/${encodeURIComponent(call.call_id)}/hang-up`, language(), {
        token: call.token,
      })
    },
  }
}

/** The last word of a page that is being closed: nothing waits for an answer any more. */
export function hangUpOnTheWayOut(slug: string, call: { call_id: string; token: string }) {
  const address = `/api/web-call/${encodeURIComponent(slug)}/calls/${encodeURIComponent(call.call_id)}/hang-up`
  navigator.sendBeacon(
    address,
    new Blob([JSON.stringify({ token: call.token })], { type: 'application/json' }),
  )
}

const STATES: Record<CallProgress['state'], true> = {
  ivr: true,
  waiting: true,
  talking: true,
  held: true,
  ended: true,
}

export function readProgress(data: unknown): CallProgress | undefined {
  const body = typeof data === 'string' ? parse(data) : undefined
  const state = Object.keys(STATES).find((it): it is CallProgress['state'] => it === body?.state)
  if (!body || !state) return undefined
  return {
    state,
    waiting_since: typeof body.waiting_since === 'string' ? body.waiting_since : null,
    end_reason: typeof body.end_reason === 'string' ? body.end_reason : null,
  }
}

type Json = Record<string, unknown>

async function ask(address: string, language: string, body?: Json): Promise<Json> {
  let response: Response
  try {
    response = await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers: { 'Accept-Language': language, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  } catch {
    throw new Refusal(0, 'network.unreachable', '', 0)
  }
  const answer = parse(await response.text()) ?? {}
  if (response.ok) return answer
  const retryAfter = Number(response.headers.get('Retry-After') ?? 0)
  throw new Refusal(response.status, text(answer, 'code'), text(answer, 'detail'), retryAfter)
}

function parse(data: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return isJson(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(body: Json, key: string): string {
  const value = body[key]
  return typeof value === 'string' ? value : ''
}
