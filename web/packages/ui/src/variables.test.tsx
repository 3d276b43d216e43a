import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { cssVariablesResolver, theme } from './theme'

// Mantine would write these rules into a <style> element at run time, which a strict content security policy
// forbids. The page loads them as a file instead; `npm run generate` writes it.
test('the committed variables are those of the theme', async () => {
  const markup = renderToStaticMarkup(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} withGlobalClasses={false}>
      {null}
    </MantineProvider>,
  )
  const css = [...markup.matchAll(/<style data-mantine-styles="true">(.*?)<\/style>/gs)]
    .map(it => it[1])
    .join('')
  const lines = css.replaceAll('{', ' {\n').replaceAll(';', ';\n').replaceAll('}', '}\n')
  await expect(lines).toMatchFileSnapshot('./variables.gen.css')
})
