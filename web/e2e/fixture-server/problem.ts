/** A refusal as the server writes it. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly fields: { field: string; code: string; detail: string }[]
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    detail: string,
    more: {
      fields?: { field: string; code: string; detail: string }[]
      headers?: Record<string, string>
    } = {},
  ) {
    super(code)
    this.status = status
    this.code = code
    this.detail = detail
    this.fields = more.fields ?? []
    this.headers = more.headers ?? {}
  }

  toResponse(): Response {
    const body = {
      type: `https://naru.example/problems/${this.code}`,
      title: this.detail,
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.fields.length > 0 ? { errors: this.fields } : {}),
    }
    return new Response(JSON.stringify(body), {
      status: this.status,
      headers: { 'Content-Type': 'application/problem+json', ...this.headers },
    })
  }
}

export const notFound = () => new Problem(404, 'not_found', '찾는 것이 없습니다.')
