import { ErrorBanner } from '@naru/ui'
import { useProblemText } from './problem-text'

type Props = { title: string; error: unknown; onRetry?: (() => void) | undefined; flush?: boolean }

/** An error of the server or the network, where the page would have been or above the form that keeps its values. */
export function ProblemBanner({ title, error, onRetry, flush }: Props) {
  const { message, code } = useProblemText()(error)
  return <ErrorBanner title={title} message={message} code={code} onRetry={onRetry} flush={flush ?? false} />
}
