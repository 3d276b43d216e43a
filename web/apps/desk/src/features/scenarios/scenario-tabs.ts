export const TABS = ['menu', 'hours', 'wait', 'announcements', 'queues', 'tests'] as const
export type ScenarioTab = (typeof TABS)[number]
