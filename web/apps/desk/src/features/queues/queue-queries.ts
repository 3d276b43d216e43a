import { $api } from '@naru/api'

export const queuesQuery = () => $api.queryOptions('get', '/queues')
export const routingPolicyQuery = () => $api.queryOptions('get', '/routing-policy')
export const agentsQuery = () => $api.queryOptions('get', '/agents')
