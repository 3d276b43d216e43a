import { Button, Tabs } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { type ScenarioDocument, useMay } from '@naru/api'
import { useT } from '@naru/i18n'
import { Page, SideDrawer } from '@naru/ui'
import { IconChevronRight, IconDeviceMobile } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { AnnouncementsTab } from './AnnouncementsTab'
import { ANNOUNCEMENT_KINDS } from './announcement-kinds'
import { DraftState } from './DraftState'
import { EditorActions } from './EditorActions'
import { ForcedBanner } from './ForcedHours'
import { HoursTab } from './HoursTab'
import { LeaveGuard } from './LeaveGuard'
import { MenuTab } from './MenuTab'
import { NumberChoice } from './NumberChoice'
import { PublishDialog } from './PublishDialog'
import { QueuesTab } from './QueuesTab'
import { SaveProblems } from './SaveProblems'
import classes from './ScenarioPage.module.css'
import { SummaryStrip } from './SummaryStrip'
import { scenarioQuery } from './scenario-queries'
import { type ScenarioTab, TABS } from './scenario-tabs'
import { TestsTab } from './TestsTab'
import { useScenarioEditor } from './use-scenario-editor'
import { VersionsDrawer } from './VersionsDrawer'
import { WaitTab } from './WaitTab'

/** What the simulator is told by the editor. */
export type Simulated = {
  document: ScenarioDocument
  hasChanges: boolean
  brandId: string
  number: string | undefined
}

type Props = {
  id: string
  tab: ScenarioTab
  onTab: (tab: ScenarioTab) => void
  /** The way back to the list. */
  parent: ReactNode
  simulator: (simulated: Simulated) => ReactNode
  /** Walks the simulator to a menu. */
  onTryOut: (digits: string[]) => void
}

/** One scenario: edit a draft, try it out, publish it, go back to an earlier one (ARS-01…13). */
export function ScenarioPage({ id, tab, onTab, parent, simulator, onTryOut }: Props) {
  const t = useT()
  const { data: scenario } = useSuspenseQuery(scenarioQuery(id))
  const editor = useScenarioEditor(scenario)
  const [selectedId, setSelectedId] = useState<string>()
  const [number, setNumber] = useState<string>()
  const [isPublishing, publishing] = useDisclosure(false)
  const [isHistoryOpen, history] = useDisclosure(false)
  const [isSimulatorOpen, simulation] = useDisclosure(false)
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const mayEdit = useMay('edit_scenario')
  const phone = simulator({
    document: editor.document,
    hasChanges: editor.changes > 0,
    brandId: scenario.brand_id,
    number,
  })
  const red = scenario.test_results.filter(it => !it.passed).length
  const counts: Partial<Record<ScenarioTab, number>> = {
    announcements: ANNOUNCEMENT_KINDS.length,
    tests: editor.shared.tests.length,
  }
  const showMenu = (menuId: string) => {
    onTab('menu')
    setSelectedId(menuId)
  }
  return (
    <Page
      title={scenario.name}
      parent={
        <>
          <span className={classes.parent}>{parent}</span>
          <IconChevronRight size={16} stroke={1.7} aria-hidden />
        </>
      }
      meta={
        <>
          <NumberChoice scenarioId={id} number={number} onChange={setNumber} />
          <DraftState scenario={scenario} editor={editor} />
        </>
      }
      actions={
        <>
          {!isWide && (
            <Button leftSection={<IconDeviceMobile size={16} stroke={1.7} />} onClick={simulation.open}>
              {t('simulator.title')}
            </Button>
          )}
          <EditorActions
            scenario={scenario}
            editor={editor}
            hasKeys={!isPublishing && !isHistoryOpen}
            onHistory={history.open}
            onPublish={publishing.open}
          />
        </>
      }
      flush
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <ForcedBanner scenario={scenario} />
          <SaveProblems editor={editor} />
          <Tabs
            value={tab}
            onChange={value => onTab(TABS.find(it => it === value) ?? 'menu')}
            className={classes.tabs ?? ''}
            keepMounted={false}
          >
            <Tabs.List>
              {TABS.map(it => (
                <Tabs.Tab key={it} value={it}>
                  {t(`scenario.tab_${it}`)}
                  {counts[it] ? <strong className={classes.count}>{counts[it]}</strong> : null}
                  {it === 'tests' && red > 0 && (
                    <span className={classes.red} title={t('tests.red', { count: red })} role="img" />
                  )}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <SummaryStrip shared={editor.shared} />
            <div className={classes.body}>
              <fieldset className={classes.fields} disabled={!mayEdit}>
                <Tabs.Panel value="menu">
                  <MenuTab
                    editor={editor}
                    selectedId={selectedId}
                    onSelect={setSelectedId}
                    onTryOut={digits => {
                      onTryOut(digits)
                      if (!isWide) simulation.open()
                    }}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="hours">
                  <HoursTab scenario={scenario} shared={editor.shared} onChange={editor.setShared} />
                </Tabs.Panel>
                <Tabs.Panel value="wait">
                  <WaitTab shared={editor.shared} onChange={editor.setShared} />
                </Tabs.Panel>
                <Tabs.Panel value="announcements">
                  <AnnouncementsTab shared={editor.shared} onChange={editor.setShared} />
                </Tabs.Panel>
                <Tabs.Panel value="queues">
                  <QueuesTab root={editor.root} onMenu={showMenu} />
                </Tabs.Panel>
                <Tabs.Panel value="tests">
                  <TestsTab scenario={scenario} editor={editor} />
                </Tabs.Panel>
              </fieldset>
            </div>
          </Tabs>
        </div>
        {isWide ? (
          <aside className={classes.side} aria-label={t('simulator.title')}>
            {phone}
          </aside>
        ) : (
          <SideDrawer opened={isSimulatorOpen} title={scenario.name} size={400} onClose={simulation.close}>
            {phone}
          </SideDrawer>
        )}
      </div>
      {isPublishing && (
        <PublishDialog
          scenario={scenario}
          document={editor.document}
          root={editor.root}
          onMenu={menuId => {
            publishing.close()
            showMenu(menuId)
          }}
          onTests={() => {
            publishing.close()
            onTab('tests')
          }}
          onClose={publishing.close}
        />
      )}
      {isHistoryOpen && (
        <VersionsDrawer
          scenario={scenario}
          hasChanges={editor.changes > 0}
          onRestored={editor.adopt}
          onClose={history.close}
        />
      )}
      <LeaveGuard changes={editor.changes} />
    </Page>
  )
}
