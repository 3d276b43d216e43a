export const TABS = ['menu', 'hours', 'wait', 'announcements', 'tests'] as const
export type ScenarioTab = (typeof TABS)[number]
