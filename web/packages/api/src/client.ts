import createFetchClient from 'openapi-fetch'
import createQueryClient from 'openapi-react-query'
import { ApiError, errorFromResponse, UNREACHABLE } from './errors'
import type { paths } from './schema'

let language = 'ko'

/** The language the server writes its sentences in: the one chosen in the app, not the browser's. */
export function speak(code: string) {
  language = code
}

/** Requests outside of queries: sign-out on the way out, sounds. Throws `ApiError` for every refusal. */
export const api = createFetchClient<paths>({
  baseUrl: new URL('/api', globalThis.location.href).href,
  // Looked up at every call so that a test may put its own server here.
  fetch: request => globalThis.fetch(request),
})

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
  },
  async onResponse({ response }) {
    if (!response.ok) throw await errorFromResponse(response)
  },
  onError({ error }) {
    if (error instanceof ApiError) return error
    return new ApiError({ status: 0, code: UNREACHABLE, message: '' })
  },
})

/** The same contract as queries and mutations. */
export const $api = createQueryClient(api)
