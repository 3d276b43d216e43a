import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react({ babel: { plugins: ['babel-plugin-react-compiler'] } })],
  resolve: {
    alias: {
      '#desk': fileURLToPath(new URL('apps/desk/src', import.meta.url)),
      '#fixtures': fileURLToPath(new URL('e2e/fixture-server', import.meta.url)),
    },
  },
  test: {
    environment: 'jsdom',
    include: ['{apps,packages}/**/*.test.{ts,tsx}', 'e2e/fixture-server/**/*.test.ts'],
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: false,
    env: { TZ: 'Asia/Seoul' },
  },
})
