import { notFound, Problem } from './problem'
import type { World } from './world'

export type Call = {
  world: World
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
}
export type Route = [method: string, pattern: string, answer: (call: Call) => unknown]

export const NO_CONTENT = Symbol('204')

/** Answers one request to /api the way the contract says. */
export function makeHandler(world: World, routes: Route[]) {
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const path = url.pathname.replace(/^\/api/, '')
    try {
      const failure = world.failures.get(path)
      if (failure) throw new Problem(failure.status, failure.code, failure.detail)
      if (!world.signedIn && path !== '/session' && !path.startsWith('/web-call')) throw sessionRequired()
      for (const [method, pattern, answer] of routes) {
        const params = method === request.method ? match(pattern, path) : undefined
        if (!params) continue
        const body: unknown = request.headers.get('Content-Type')?.includes('json')
          ? await request.json()
          : undefined
        return toResponse(answer({ world, params, query: url.searchParams, body }))
      }
      throw notFound()
    } catch (error) {
      if (error instanceof Problem) return error.toResponse()
      throw error
    }
  }
}

export const sessionRequired = () => new Problem(401, 'session.required', '로그인이 필요합니다.')

function toResponse(answer: unknown): Response {
  if (answer === NO_CONTENT) return new Response(null, { status: 204 })
  if (answer instanceof Response) return answer
  return Response.json(answer)
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

/** A member of a JSON body, checked only as far as the answer depends on it. */
export function text(body: unknown, key: string): string {
  const value = member(body, key)
  return typeof value === 'string' ? value : ''
}

export function member(body: unknown, key: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  return new Map(Object.entries(body)).get(key)
}

export function page<T>(items: T[], query: URLSearchParams, perPage = 50) {
  const number = Math.max(1, Number(query.get('page') ?? 1))
  return {
    items: items.slice((number - 1) * perPage, number * perPage),
    total: items.length,
    page: number,
    per_page: perPage,
  }
}
