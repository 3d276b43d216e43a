export const TABS = ['menu', 'hours', 'wait', 'announcements'] as const
export type ScenarioTab = (typeof TABS)[number]
