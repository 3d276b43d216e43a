export { $api, api, speak } from './client'
export { ApiError, errorFromResponse, UNREACHABLE, UNREADABLE } from './errors'
export { may, sessionQuery, useMay, useSession } from './session'
export type * from './words'
