import { $api } from '@naru/api'

export const categoriesQuery = () => $api.queryOptions('get', '/categories')
