import type { Sample } from '../sample.ts'
import { sampleAgency, sampleLabels, sampleLinks } from '../sample-round.ts'
import { askDoorCard, pageDoorCard, shareDoorCard } from './door-card.ts'

export const doorSamples: readonly Sample[] = [
  {
    name: 'door-ask',
    title: 'The command ask, for the support unit',
    card: () => askDoorCard({ id: 'swindon', labels: sampleLabels }),
  },
  {
    name: 'door-share',
    title: 'The command share',
    card: () => shareDoorCard({ labels: sampleLabels, partnership: 'swindon', agencies: [sampleAgency] }),
  },
  {
    name: 'door-share-two',
    title: 'The command share, for somebody of two agencies',
    card: () =>
      shareDoorCard({
        labels: sampleLabels,
        partnership: 'swindon',
        agencies: [sampleAgency, { id: 'sample-police', name: 'Sample Police' }],
      }),
  },
  {
    name: 'door-page',
    title: 'Where no dialog can be opened: the way to the page',
    card: () =>
      pageDoorCard({ labels: sampleLabels, heading: 'Nil return', link: sampleLinks.tab('returns/ce-children-2026') }),
  },
]
