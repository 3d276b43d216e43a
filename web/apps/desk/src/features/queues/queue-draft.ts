import type { Queue, QueueBody, QueueRule } from '@naru/api'

/** What a queue starts with; the server's own defaults. */
const DEFAULT_RULE: QueueRule = {
  ring_seconds: 30,
  wrap_up_seconds: 60,
  service_level_seconds: 20,
  service_level_target: 85,
  answer_rate_target: 92,
  short_abandon_seconds: 5,
  distribution: 'longest_idle',
  last_agent_first: false,
  widen_after_seconds: 0,
}

const OVERFLOW_AFTER_SECONDS = 60
export const BEST_LEVEL = 1

/** A queue as its form holds it: flat, with a level for every agent. */
export type QueueFields = ReturnType<typeof fieldsOf>

export function fieldsOf(queue: Queue | undefined) {
  const { overflow, ...rule } = queue?.rule ?? DEFAULT_RULE
  const overflowTo: 'nowhere' | 'above' | 'queue' = !overflow
    ? 'nowhere'
    : overflow.queue_id
      ? 'queue'
      : 'above'
  return {
    name: queue?.name ?? '',
    agent_ids: queue?.agent_ids ?? [],
    ...rule,
    overflow_to: overflowTo,
    overflow_after_seconds: overflow?.after_seconds ?? OVERFLOW_AFTER_SECONDS,
    overflow_queue_id: overflow?.queue_id ?? null,
    levels: Object.fromEntries((queue?.skill_levels ?? []).map(it => [it.agent_id, it.level])),
  }
}

/** `serving`: the agents of the queue; a level of anybody else is forgotten. */
export function draftOf(fields: QueueFields, serving: readonly string[]): QueueBody {
  const { name, agent_ids, levels, overflow_to, overflow_after_seconds, overflow_queue_id, ...rule } = fields
  const queue_id = overflow_to === 'queue' && overflow_queue_id ? { queue_id: overflow_queue_id } : {}
  return {
    name: name.trim(),
    agent_ids,
    rule: {
      ...rule,
      ...(overflow_to === 'nowhere'
        ? {}
        : { overflow: { after_seconds: overflow_after_seconds, ...queue_id } }),
    },
    skill_levels: serving
      .map(agent_id => ({ agent_id, level: levels[agent_id] ?? BEST_LEVEL }))
      .filter(it => it.level !== BEST_LEVEL),
  }
}

/** The server names fields by its own structure; the form is flat. */
export function fieldOf(field: string): string {
  if (field === 'rule/overflow/queue') return 'overflow_queue_id'
  if (field === 'rule/overflow/after_seconds') return 'overflow_after_seconds'
  return field.replace(/^rule\//, '')
}
