import { defineConfig } from 'vite'

const server = process.env.NARU_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/call/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: {
    port: 5174,
    proxy: { '/api': { target: server, changeOrigin: true, headers: { Origin: server } } },
  },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
