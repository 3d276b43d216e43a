/** One field the server refused, as problem+json names it. */
export type FieldError = { field: string; code: string; detail: string }

/** A refusal with a stable code. `message` is a sentence a person may read, in the language of the session. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly fields: FieldError[]
  readonly retryAfterSeconds: number | undefined

  constructor(refusal: {
    status: number
    code: string
    message: string
    fields?: FieldError[]
    retryAfterSeconds?: number | undefined
  }) {
    super(refusal.message)
    this.status = refusal.status
    this.code = refusal.code
    this.fields = refusal.fields ?? []
    this.retryAfterSeconds = refusal.retryAfterSeconds
  }
}

/** The request never reached the server, or its answer never reached us. */
export const UNREACHABLE = 'network.unreachable'
/** The server answered with something that is not of the contract, such as a proxy's error page. */
export const UNREADABLE = 'network.unreadable'

export async function errorFromResponse(response: Response): Promise<ApiError> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? '')
  const retryAfterSeconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined
  const body: unknown = await response.json().catch(() => undefined)
  if (!isRecord(body) || typeof body.code !== 'string') {
    return new ApiError({ status: response.status, code: UNREADABLE, message: '', retryAfterSeconds })
  }
  return new ApiError({
    status: response.status,
    code: body.code,
    message: text(body.detail) || text(body.title),
    fields: Array.isArray(body.errors) ? body.errors.flatMap(readField) : [],
    retryAfterSeconds,
  })
}

function readField(value: unknown): FieldError[] {
  if (!isRecord(value) || typeof value.field !== 'string') return []
  return [{ field: value.field, code: text(value.code), detail: text(value.detail) }]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
