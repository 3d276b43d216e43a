import { ApiError, UNREACHABLE, UNREADABLE } from '@naru/api'
import { useT } from '@naru/i18n'

/** What went wrong, as a sentence for a person and a code for whoever helps. */
export function useProblemText() {
  const t = useT()
  return (error: unknown): { message: string; code: string } => {
    if (!(error instanceof ApiError)) return { message: t('error.unexpected'), code: 'app.unexpected' }
    switch (error.code) {
      case UNREACHABLE:
        return { message: t('error.unreachable'), code: error.code }
      case UNREADABLE:
        return { message: t('error.unreadable'), code: `${error.code} (${error.status})` }
      default:
        return { message: error.message || t('error.unexpected'), code: error.code }
    }
  }
}
