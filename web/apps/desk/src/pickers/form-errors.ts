import { ApiError } from '@naru/api'

/**
 * The server's sentences by field, ready for `form.setErrors`. What it refuses without naming a field of this form
 * is left to the banner above.
 */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.fields.map(it => [it.field, it.detail]))
}

/** Whether every complaint has a field it can stand under. */
export function isAboutFields(error: unknown, fields: string[]): boolean {
  return (
    error instanceof ApiError &&
    error.fields.length > 0 &&
    error.fields.every(it => fields.includes(it.field))
  )
}
