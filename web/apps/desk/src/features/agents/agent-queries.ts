import { $api } from '@naru/api'

export const agentsQuery = () => $api.queryOptions('get', '/agents')
export const groupsQuery = () => $api.queryOptions('get', '/agent-groups')
export const queuesQuery = () => $api.queryOptions('get', '/queues')
