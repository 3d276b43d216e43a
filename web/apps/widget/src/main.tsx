import { browserEnvironment, CustomerCall } from '@naru/phone'
import { render } from 'preact'
import { CallPage } from './CallPage'
import { callSignalling, hangUpOnTheWayOut } from './server'
import './page.css'

const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '')
const call = new CustomerCall(
  browserEnvironment(),
  callSignalling(slug, () => document.documentElement.lang),
)
window.addEventListener('pagehide', () => {
  if (call.call) hangUpOnTheWayOut(slug, call.call)
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
render(<CallPage slug={slug} call={call} />, root)
