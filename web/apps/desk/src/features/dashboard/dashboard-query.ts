import { $api } from '@naru/api'

export const dashboardQuery = () => $api.queryOptions('get', '/dashboard')
