import '@mantine/charts/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import { api, speak } from '@naru/api'
import { rememberedLanguage, startI18n } from '@naru/i18n'
import { browserEnvironment, DeviceChoice, Softphone } from '@naru/phone'
import { PhoneProvider } from '@naru/phone/react'
import { startShortcuts, UiProvider } from '@naru/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './query-client'
import { makeRouter } from './router'
import { rememberedDevices, softphoneSignalling } from './shell/softphone-signalling'

speak(rememberedLanguage())
startI18n(rememberedLanguage())
startShortcuts(window)

const queryClient = makeQueryClient(() => {
  const { pathname, searchStr } = router.state.location
  if (pathname === '/sign-in') return
  void router.navigate({ to: '/sign-in', search: { from: pathname + searchStr, why: 'expired' } })
})
const router = makeRouter(queryClient)
const environment = browserEnvironment()
const phone = new Softphone(
  environment,
  softphoneSignalling(api),
  new DeviceChoice(environment, rememberedDevices(localStorage)),
)

// Whoever is at the sign-in page, for whatever reason, has no phone that could ring.
router.subscribe('onResolved', ({ toLocation }) => {
  if (toLocation.pathname === '/sign-in') phone.stop()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <PhoneProvider phone={phone}>
        <UiProvider>
          <RouterProvider router={router} />
        </UiProvider>
      </PhoneProvider>
    </QueryClientProvider>
  </StrictMode>,
)
