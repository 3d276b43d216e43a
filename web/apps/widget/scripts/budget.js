// What a customer on a mobile network loads before the first word: page, scripts and styles, compressed.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGET = 60 * 1024
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const files = readdirSync(dist, { recursive: true })
  .map(String)
  .filter(file => /\.(html|js|css)$/.test(file))
const sizes = files.map(file => [file, gzipSync(readFileSync(join(dist, file))).length])
const total = sizes.reduce((sum, [, size]) => sum + size, 0)
const kilobytes = bytes => `${(bytes / 1024).toFixed(1)} kB`

for (const [file, size] of sizes) console.log(`${kilobytes(size).padStart(9)}  ${file}`)
console.log(`${kilobytes(total).padStart(9)}  of ${kilobytes(BUDGET)}`)
if (total > BUDGET) {
  console.error('the widget is over its budget')
  process.exit(1)
}
