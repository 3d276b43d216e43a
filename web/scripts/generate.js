// Writes the generated files: the contract's types from ../openapi.json, the theme's variables, the route tree.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const contract = fileURLToPath(new URL('../../openapi.json', import.meta.url))
const run = (command, ...args) =>
  execFileSync('npx', ['--no-install', command, ...args], { cwd: root, stdio: 'inherit' })

if (!existsSync(contract)) {
  console.error(`${contract} is missing; write it with \`cargo xtask codegen\` first`)
  process.exit(1)
}
await writeSchema(JSON.parse(readFileSync(contract, 'utf8')))
run('vitest', 'run', '--update', 'packages/ui/src/variables.test.tsx')
// The router writes its tree while it builds.
run('vite', 'build', 'apps/desk', '--logLevel', 'warn')

async function writeSchema(document) {
  // The types are looked up by path. An id that two operations share would make them clash for nothing.
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) delete operation.operationId
  }
  const types = await openapiTS(document, { alphabetize: true })
  const head = '// Generated from openapi.json by `npm run generate`. Not edited by hand.\n\n'
  writeFileSync(`${root}packages/api/src/schema.ts`, head + astToString(types))
}
