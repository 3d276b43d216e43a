/** From here a wait is worth a look: a minute without a voice is long for whoever holds a telephone. */
export const LONG_WAIT_SECONDS = 60
