import { Button } from '@mantine/core'
import type { Scenario, ScenarioDocument, ScenarioFinding, ScenarioTest } from '@naru/api'
import { useT } from '@naru/i18n'
import { IconAlertCircle } from '@tabler/icons-react'
import { type Menu, menuAt } from './menu-tree'
import classes from './Obstacles.module.css'

type Obstacle =
  | { kind: 'finding'; finding: ScenarioFinding }
  | { kind: 'test'; test: ScenarioTest; got: string }

/** What has to be mended before callers may hear a document: blocking findings and red tests. */
export function obstaclesOf(scenario: Scenario, document: ScenarioDocument): Obstacle[] {
  return [
    ...scenario.warnings
      .filter(it => it.blocks_publishing)
      .map((finding): Obstacle => ({ kind: 'finding', finding })),
    ...scenario.test_results.flatMap(({ index, passed, got }): Obstacle[] => {
      const test = document.tests[index]
      return passed || !test ? [] : [{ kind: 'test', test, got }]
    }),
  ]
}

type Props = { obstacles: Obstacle[]; root: Menu; onMenu: (menuId: string) => void; onTests: () => void }

/** Each obstacle with the way to it. */
export function Obstacles({ obstacles, root, onMenu, onTests }: Props) {
  const t = useT()
  if (obstacles.length === 0) return null
  return (
    <section className={classes.obstacles} aria-label={t('publish.obstacles', { count: obstacles.length })}>
      <h3>
        <IconAlertCircle size={16} stroke={1.7} aria-hidden />
        {t('publish.obstacles', { count: obstacles.length })}
      </h3>
      <ul>
        {obstacles.map(it => {
          if (it.kind === 'test') {
            return (
              <li key={`test ${it.test.name}`}>
                <span>
                  <strong>{it.test.name}</strong> {it.got}
                </span>
                <Button size="xs" onClick={onTests}>
                  {t('publish.show_tests')}
                </Button>
              </li>
            )
          }
          const { path, field, code, text } = it.finding
          const menu = path.length > 0 ? menuAt(root, path) : undefined
          return (
            <li key={`${field} ${code}`}>
              <span>
                <strong>{menu?.name ?? t('menu.shared_warning')}</strong> {text}
              </span>
              {menu && (
                <Button size="xs" onClick={() => onMenu(menu.id)}>
                  {t('menu.show')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
