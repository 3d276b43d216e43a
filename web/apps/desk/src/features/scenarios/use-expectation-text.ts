import { $api, type Expectation } from '@naru/api'
import { lookUp, useT } from '@naru/i18n'
import { useQuery } from '@tanstack/react-query'

/** What a test expects, as a sentence. */
export function useExpectationText() {
  const t = useT()
  const { data } = useQuery($api.queryOptions('get', '/queues'))
  return (expected: Expectation): string => {
    switch (expected.kind) {
      case 'queue': {
        const queue = data?.items.find(it => it.id === expected.queue_id)?.name
        return t('tests.expects_queue', { queue: queue ?? '…' })
      }
      case 'says':
        return t('tests.expects_says', { text: expected.text })
      case 'ends':
        // The form offers few ends; a test that came from elsewhere may expect any.
        return (
          lookUp(`tests.ends_${expected.reason}`) ??
          `${t('tests.expect_ends')}: ${t(`end_reason.${expected.reason}`)}`
        )
    }
  }
}
