import { $api } from '@naru/api'

export const trunksQuery = () => $api.queryOptions('get', '/trunks')
