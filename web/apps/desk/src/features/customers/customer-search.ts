import { $api } from '@naru/api'

export type CustomerSearch = {
  q?: string | undefined
  page?: number | undefined
  customer?: string | undefined
}

export const customersQuery = ({ q, page }: CustomerSearch) =>
  $api.queryOptions('get', '/customers', { params: { query: { page: page ?? 1, ...(q ? { q } : {}) } } })
