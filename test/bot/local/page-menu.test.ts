import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { askCard as productCard } from '../../../cards/ask/ask-card.ts'
import {
  sampleAgency,
  sampleCalendar,
  sampleDefinitions,
  sampleLabels,
  sampleLinks,
  sampleRound,
  sampleView,
} from '../../../cards/sample-round.ts'
import { useOpenedPage } from './opened-page.ts'
import { askCard } from './sample-cards.ts'
import { at } from './started.ts'

const card = () =>
  productCard({
    labels: sampleLabels,
    round: sampleRound(),
    agency: sampleAgency,
    views: [sampleView('C-4F7K')],
    definitions: sampleDefinitions,
    today: '2026-11-25',
    calendar: sampleCalendar,
    links: sampleLinks,
  })

describe('the menu of a card on the page of local Teams', () => {
  const opened = useOpenedPage()

  it('opens and closes with the keyboard, and does what is chosen in it', async () => {
    const id = await opened.post(card())
    opened.local.answerWith(() => ({
      status: 200,
      body: {
        task: {
          type: 'continue',
          value: {
            title: 'Ask for more time',
            card: { contentType: 'application/vnd.microsoft.card.adaptive', content: askCard('Until when') },
          },
        },
      },
    }))
    await opened.openAs('police')
    const message = opened.message(id)
    const opener = message.getByRole('button', { name: 'More options' })
    const choice = message.getByRole('button', { name: 'Ask for more time' })
    const focused = () => opened.page.evaluate('document.activeElement.textContent')
    await opener.waitFor()
    assert.equal(await choice.count(), 0)

    await opener.press('Enter')
    assert.equal(await opener.getAttribute('aria-expanded'), 'true')
    assert.deepEqual(await opened.violations(), [])
    assert.equal(await focused(), 'Ask for more time')
    await choice.press('Escape')
    assert.equal(await choice.count(), 0)
    assert.equal(await focused(), '...')

    await opener.press('Enter')
    await choice.press('Enter')
    await opened.page.getByRole('dialog').getByText('Until when').waitFor()
    const [arrived] = opened.local.arrived
    assert.equal(arrived?.activity.name, 'task/fetch')
    assert.equal(at(arrived?.activity.value, 'data', 'verb'), 'ask-extension')
    assert.deepEqual(opened.faults, [])
  })
})
