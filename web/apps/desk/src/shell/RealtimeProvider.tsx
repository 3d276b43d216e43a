import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { RealtimeConnection, type RealtimeEnvironment } from './realtime-connection'
import { applyEvent, isRealtimeEvent } from './realtime-events'

const RealtimeContext = createContext<RealtimeConnection | undefined>(undefined)

const browser: RealtimeEnvironment = {
  connect: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/realtime`),
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  onNetwork(listener) {
    const back = () => listener(true)
    const gone = () => listener(false)
    window.addEventListener('online', back)
    window.addEventListener('offline', gone)
    return () => {
      window.removeEventListener('online', back)
      window.removeEventListener('offline', gone)
    }
  },
}

/** The one door events come through. Features read what it keeps fresh and never open a socket. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  const [connection] = useState(
    () =>
      new RealtimeConnection(browser, message => {
        if (!isRealtimeEvent(message)) return
        applyEvent(message, queryClient, why => {
          const { pathname, searchStr } = router.state.location
          queryClient.clear()
          void navigate({ to: '/sign-in', search: { from: pathname + searchStr, why } })
        })
      }),
  )
  useEffect(() => {
    connection.start()
    return () => connection.stop()
  }, [connection])
  return <RealtimeContext value={connection}>{children}</RealtimeContext>
}

export function useRealtime() {
  const connection = useContext(RealtimeContext)
  if (!connection) throw new Error('useRealtime needs a RealtimeProvider above it')
  const state = useSyncExternalStore(connection.subscribe, connection.getState)
  return { connection, state }
}

/** Has the server send figures while the calling page is open. Whether they are coming now. */
export function useWatchDashboard(): boolean {
  const { connection, state } = useRealtime()
  useEffect(() => connection.watchDashboard(), [connection])
  return state.kind === 'open'
}
