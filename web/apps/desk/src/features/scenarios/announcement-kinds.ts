import type { AnnouncementKind } from '@naru/api'

/** What is said outside the menus (ARS-04, ARS-13), in the order a caller may meet it. */
export const ANNOUNCEMENT_KINDS = [
  'welcome',
  'connecting',
  'waiting',
  'unavailable',
  'wait_limit',
  'callback_offered',
  'after_hours',
  'lunch_break',
  'holiday',
  'goodbye',
] as const satisfies readonly AnnouncementKind[]
