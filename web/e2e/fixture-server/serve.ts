// Serves the contract, the built apps and a control door for screenshots: no call, no row, no audio is real here.
//   npx tsx e2e/fixture-server/serve.ts [port]
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RealtimeEvent } from '@naru/api'
import { WebSocketServer } from 'ws'
import { dashboard } from './dashboard-routes'
import { contractHandler } from './handler'
import { type Scene, World } from './world'

const port = Number(process.argv[2] ?? 8_080)
const apps = fileURLToPath(new URL('../../apps', import.meta.url))
// `FIXTURE_NOW=2026-11-20T14:32:10+09:00` moves the clock, so that pictures show a working afternoon.
const ahead = process.env.FIXTURE_NOW ? Date.parse(process.env.FIXTURE_NOW) - Date.now() : 0
const world = new World(() => Date.now() + ahead)
const answer = contractHandler(world)

/** What the binary sends too: see README of the web folder. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

const server = createServer((request, response) => {
  route(request, response).catch((error: unknown) => {
    console.error(error)
    response.writeHead(500).end()
  })
})

async function route(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  if (url.pathname.startsWith('/fixture/')) return control(url, response)
  if (/^\/api\/web-call\/.*\/events$/.test(url.pathname)) return events(response)
  if (url.pathname.startsWith('/api/')) return contract(request, url, response)
  return file(url.pathname, response)
}

async function contract(request: IncomingMessage, url: URL, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
  const method = request.method ?? 'GET'
  const body = chunks.length > 0 ? new Uint8Array(Buffer.concat(chunks)) : null
  const answered = await answer(new Request(url, { method, headers, body: method === 'GET' ? null : body }))
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}

/** `/fixture/scene?name=talking`, `/fixture/sign-in?role=admin`, `/fixture/fail?path=/interactions&status=503`. */
function control(url: URL, response: ServerResponse) {
  const scenes: Record<string, Scene> = {
    idle: 'idle',
    ringing: 'ringing',
    talking: 'talking',
    held: 'held',
    unknown_caller: 'unknown_caller',
    callback: 'callback',
    dialling: 'dialling',
    wrap_up: 'wrap_up',
    away: 'away',
    empty: 'empty',
  }
  const roles = { agent: 'agent', supervisor: 'supervisor', admin: 'admin', owner: 'owner' } as const
  const name = url.searchParams.get('name') ?? ''
  const role = url.searchParams.get('role')
  const path = url.searchParams.get('path')
  if (scenes[name]) world.play(scenes[name])
  if (role === 'agent' || role === 'supervisor' || role === 'admin' || role === 'owner')
    world.signedIn = roles[role]
  if (url.pathname === '/fixture/fail' && path) {
    world.failures.set(path, {
      status: Number(url.searchParams.get('status') ?? 503),
      code: 'service.busy',
      detail: '지금은 처리할 수 없습니다. 잠시 뒤 다시 시도해 주세요.',
    })
  }
  if (url.pathname === '/fixture/heal') world.failures.clear()
  response.writeHead(204).end()
}

function events(response: ServerResponse) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const states = [{ state: 'ivr' }, { state: 'waiting', waiting_since: world.ago(0) }, { state: 'talking' }]
  const timers = states.map((state, index) =>
    setTimeout(() => response.write(`data: ${JSON.stringify(state)}\n\n`), index * 4_000),
  )
  response.on('close', () => timers.forEach(clearTimeout))
}

function file(pathname: string, response: ServerResponse) {
  const isCall = pathname.startsWith('/call/')
  const root = join(apps, isCall ? 'widget' : 'desk', 'dist')
  const wanted = join(root, isCall ? pathname.slice('/call'.length) : pathname)
  const found = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(root, 'index.html')
  response.writeHead(200, {
    'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
  })
  response.end(readFileSync(found))
}

const sockets = new WebSocketServer({ server, path: '/api/realtime' })
sockets.on('connection', socket => {
  const send = (event: RealtimeEvent) => socket.send(JSON.stringify(event))
  send({ type: 'hello', desk: world.desk() })
  const unsubscribe = world.subscribe(send)
  let watching: ReturnType<typeof setInterval> | undefined
  socket.on('message', data => {
    const message: unknown = JSON.parse(String(data))
    if (JSON.stringify(message).includes('subscribe_dashboard')) {
      clearInterval(watching)
      if (JSON.stringify(message).includes('true')) {
        watching = setInterval(() => send({ type: 'dashboard', dashboard: dashboard(world) }), 2_000)
      }
    } else send({ type: 'pong', server_time: world.ago(0) })
  })
  socket.on('close', () => {
    clearInterval(watching)
    unsubscribe()
  })
})

server.listen(port, () => console.log(`fixtures on http://localhost:${port}`))
