import { type Tiding, tidings } from '../../assurance/effects.ts'
import type { Sample } from '../sample.ts'
import {
  sampleAgency,
  sampleDefinitions,
  sampleDone,
  sampleLabels,
  sampleLinks,
  samplePerson,
  sampleRound,
  sampleView,
} from '../sample-round.ts'
import { noteCard } from './note-card.ts'

const unit = samplePerson('Marigold Ashdown')
const decided = { by: unit, at: '2026-11-25T09:00:00.000Z' }
const asked = samplePerson('Ash Marlow')
const extension = { until: '2026-12-16', reason: 'The team manager is away.', asked: sampleDone }

const happened: { readonly [Name in Tiding]: Parameters<typeof sampleView>[2] } = {
  answered: {
    question: {
      text: 'Does the chronology include the time before the move?',
      asked: sampleDone,
      answer: { ...decided, text: 'Yes, from the first contact in the period, wherever the child lived then.' },
    },
  },
  granted: { dueOn: '2026-12-16', extension: { ...extension, decided: { ...decided, granted: true } } },
  refused: {
    extension: { ...extension, decided: { ...decided, granted: false, reason: 'The audit day is on 9 December.' } },
  },
  handed: { handed: { ...sampleDone, to: asked } },
  invited: { parts: [{ part: 'practitioner', to: asked, invited: sampleDone }] },
  'sent-back': { reason: 'Which plan was in place when school attendance fell in March?', reviewed: decided },
  moved: { dueOn: '2026-12-09', moved: { ...decided, reason: 'The audit day has moved.' } },
}

const toNobody: ReadonlySet<Tiding> = new Set<Tiding>(['sent-back', 'moved'])

export const noteSamples: readonly Sample[] = tidings.map((what) => ({
  name: `note-${what}`,
  title: `Note in the thread: ${what}`,
  card: () =>
    noteCard({
      labels: sampleLabels,
      round: sampleRound(),
      agency: sampleAgency,
      views: ['C-4F7K', 'C-9M2T'].map((ref) =>
        sampleView(ref, what === 'sent-back' ? 'sent-back' : 'asked', happened[what]),
      ),
      what,
      by: what === 'handed' || what === 'invited' ? samplePerson('Rowan Vale') : unit,
      ...(toNobody.has(what) ? {} : { to: asked }),
      definitions: sampleDefinitions,
      links: sampleLinks,
    }),
}))
