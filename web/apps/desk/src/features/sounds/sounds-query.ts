import { $api } from '@naru/api'

export const soundsQuery = () => $api.queryOptions('get', '/sounds')
