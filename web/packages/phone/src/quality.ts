/** Running totals of one leg at one moment, as the browser counts them. */
export type Totals = {
  packetsReceived: number
  packetsLost: number
  jitterSeconds: number
  /** Absent until the first report of the other side has come back. */
  roundTripSeconds: number | undefined
}

export type Quality = 'good' | 'fair' | 'poor'

/** What the last interval was like. */
export type Figures = {
  quality: Quality
  /** Share of packets lost, 0 to 1. */
  loss: number
  jitterMs: number
  roundTripMs: number | undefined
}

// Beyond these a listener hears it (ITU-T G.114: 300 ms both ways is the most a conversation bears easily).
const FAIR = { loss: 0.02, jitterMs: 30, roundTripMs: 300 }
const POOR = { loss: 0.05, jitterMs: 60, roundTripMs: 500 }

/** Rates the time between two readings; nothing can be said while no packet arrives. */
export function figuresBetween(before: Totals, after: Totals): Figures | undefined {
  const received = after.packetsReceived - before.packetsReceived
  // A late packet is first counted lost and then found, so the difference may be negative.
  const lost = Math.max(0, after.packetsLost - before.packetsLost)
  if (received + lost <= 0) return undefined
  const figures = {
    loss: lost / (received + lost),
    jitterMs: after.jitterSeconds * 1_000,
    roundTripMs: after.roundTripSeconds === undefined ? undefined : after.roundTripSeconds * 1_000,
  }
  const beyond = (limit: typeof FAIR) =>
    figures.loss > limit.loss ||
    figures.jitterMs > limit.jitterMs ||
    (figures.roundTripMs ?? 0) > limit.roundTripMs
  return { ...figures, quality: beyond(POOR) ? 'poor' : beyond(FAIR) ? 'fair' : 'good' }
}

/** Reads the rows of `RTCPeerConnection.getStats()` that matter for one audio leg. */
export function readTotals(rows: Iterable<unknown>): Totals {
  const totals: Totals = { packetsReceived: 0, packetsLost: 0, jitterSeconds: 0, roundTripSeconds: undefined }
  for (const row of rows) {
    if (!isRecord(row)) continue
    if (row.type === 'inbound-rtp' && row.kind === 'audio') {
      totals.packetsReceived = number(row.packetsReceived) ?? 0
      totals.packetsLost = number(row.packetsLost) ?? 0
      totals.jitterSeconds = number(row.jitter) ?? 0
    }
    if (row.type === 'candidate-pair' && row.nominated === true && row.state === 'succeeded') {
      totals.roundTripSeconds = number(row.currentRoundTripTime)
    }
  }
  return totals
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
