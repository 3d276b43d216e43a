import { defineConfig, devices } from '@playwright/test'

/** Where the centre listens. `cargo xtask test` starts one and says so; `cargo xtask demo` is at the default. */
const baseURL = process.env.NARU_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // The pictures of the README are taken on request; what they show is told by the other stories.
  testIgnore: process.env.NARU_SCREENSHOTS ? [] : ['screenshots.spec.ts'],
  // One centre, one set of agents: stories take turns.
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.NARU_BROWSER ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A microphone that beeps, and nobody to ask whether it may.
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
})
