import { fileURLToPath } from 'node:url'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.NARU_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single', semicolons: false }),
    react({ babel: { plugins: ['babel-plugin-react-compiler'] } }),
  ],
  resolve: { alias: { '#desk': fileURLToPath(new URL('src', import.meta.url)) } },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: server, ws: true, changeOrigin: true, headers: { Origin: server } },
      '/call': { target: 'http://127.0.0.1:5174' },
    },
  },
  build: {
    target: 'es2022',
    // The content security policy allows fonts and pictures from the server only, not from data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})
