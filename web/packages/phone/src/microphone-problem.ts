/** Why there is no microphone. Each needs a different act of the person in front of the screen. */
export type MicrophoneProblem =
  /** The page may not use it: allow it beside the address. */
  | 'denied'
  /** None is plugged in. */
  | 'missing'
  /** Another program holds it. */
  | 'in_use'
  /** The page did not come over HTTPS, so the browser offers no microphone at all. */
  | 'insecure'
  | 'unknown'

export class InsecurePageError extends Error {
  override readonly name = 'InsecurePageError'
}

/** Names of DOMExceptions as getUserMedia throws them (Media Capture and Streams, §10.2). */
export function microphoneProblem(error: unknown): MicrophoneProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use'
    case 'InsecurePageError':
      return 'insecure'
    default:
      return 'unknown'
  }
}
