import { useSuspenseQuery } from '@tanstack/react-query'
import { $api } from './client'
import type { Permission } from './words'

export const sessionQuery = () =>
  $api.queryOptions('get', '/session', {}, { staleTime: Infinity, retry: false })

/** The signed-in agent. Only below the guard of `_signed-in`, which has loaded it. */
export function useSession() {
  return useSuspenseQuery(sessionQuery()).data
}

/** Whether a session allows something. */
export function may(permissions: readonly string[], permission: Permission): boolean {
  return permissions.includes(permission)
}

/** Whether the signed-in agent may do something. */
export function useMay(permission: Permission) {
  return may(useSession().permissions, permission)
}
