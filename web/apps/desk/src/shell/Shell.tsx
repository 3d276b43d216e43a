import { ActionIcon, Drawer } from '@mantine/core'
import { useSession } from '@naru/api'
import { useT } from '@naru/i18n'
import { Logo } from '@naru/ui'
import { IconMenu2 } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Banners } from './Banners'
import { CallKeys } from './CallKeys'
import { CallStrip } from './CallStrip'
import { IncomingAlert } from './IncomingAlert'
import { PasswordDialog } from './PasswordDialog'
import { PhoneKeeper } from './PhoneKeeper'
import { Preferences } from './Preferences'
import { Rail } from './Rail'
import { SearchPalette } from './SearchPalette'
import classes from './Shell.module.css'
import { ShortcutOverview } from './ShortcutOverview'
import { Sidebar } from './Sidebar'
import { TopBar } from './TopBar'

type Props = {
  /** Whether the page is the desk, which shows the call itself. */
  isDesk: boolean
  children: ReactNode
}

/**
 * Agents live in the agent shell; whoever runs the centre has the sidebar, except at the desk. What concerns a call
 * works the same in both.
 */
export function Shell({ isDesk, children }: Props) {
  const { agent } = useSession()
  const isAgentShell = isDesk || agent.role === 'agent'
  // Nobody who only looks at figures is asked for a microphone; once at the desk, the phone stays up.
  const [phoneWanted, setPhoneWanted] = useState(isAgentShell)
  if (isAgentShell && !phoneWanted) setPhoneWanted(true)
  return (
    <>
      {isAgentShell ? (
        <AgentShell isDesk={isDesk}>{children}</AgentShell>
      ) : (
        <AdminShell>{children}</AdminShell>
      )}
      <PhoneKeeper wanted={phoneWanted} />
      <IncomingAlert />
      <CallKeys />
      <SearchPalette />
      <ShortcutOverview />
      <Preferences />
      <PasswordDialog />
    </>
  )
}

function AgentShell({ isDesk, children }: Props) {
  return (
    <div className={classes.agent}>
      <Banners />
      <TopBar />
      <div className={classes.below}>
        <Rail />
        <main className={classes.content}>
          {!isDesk && <CallStrip />}
          {children}
        </main>
      </div>
    </div>
  )
}

function AdminShell({ children }: { children: ReactNode }) {
  const t = useT()
  const { tenant } = useSession()
  const [opened, setOpened] = useState(false)
  return (
    <div className={classes.admin}>
      <Banners />
      <header className={classes.narrowBar}>
        <ActionIcon size={36} aria-label={t('nav.open')} onClick={() => setOpened(true)}>
          <IconMenu2 size={20} />
        </ActionIcon>
        <Logo size={26} />
        <strong>{tenant.name}</strong>
      </header>
      <div className={classes.below}>
        <div className={classes.wideSidebar}>
          <Sidebar />
        </div>
        <Drawer.Root
          opened={opened}
          onClose={() => setOpened(false)}
          position="left"
          size={240}
          padding={0}
          lockScroll={false}
        >
          <Drawer.Overlay />
          <Drawer.Content aria-label={t('nav.main')}>
            <Drawer.Body h="100%">
              <Sidebar onChosen={() => setOpened(false)} />
            </Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
        <main className={classes.content}>
          <CallStrip />
          {children}
        </main>
      </div>
    </div>
  )
}
