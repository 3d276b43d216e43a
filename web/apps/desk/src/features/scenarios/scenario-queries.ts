import { $api } from '@naru/api'

export const scenariosQuery = () => $api.queryOptions('get', '/scenarios')
export const scenarioQuery = (id: string) =>
  $api.queryOptions('get', '/scenarios/{id}', { params: { path: { id } } })
export const versionsQuery = (id: string) =>
  $api.queryOptions('get', '/scenarios/{id}/versions', { params: { path: { id } } })
