import { $api } from '@naru/api'

export const numbersQuery = () => $api.queryOptions('get', '/numbers')
export const scenariosQuery = () => $api.queryOptions('get', '/scenarios')
export const trunksQuery = () => $api.queryOptions('get', '/trunks')
