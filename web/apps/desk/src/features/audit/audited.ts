import { lookUp } from '@naru/i18n'

/**
 * The words of the audit log are an open list: a newer server may write one this page does not know. Such a word is
 * shown as it was written rather than as nothing.
 */
export function audited(of: 'action' | 'subject' | 'kind' | 'result', word: string): string {
  return lookUp(`audit.${of}.${word}`) ?? word
}
