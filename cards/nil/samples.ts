// biome-ignore-all lint/suspicious/noTemplateCurlyInString: values that look like templates are what one sample is about
import { readNil } from '../../assurance/read-nil.ts'
import { eightMixed } from '../ask/samples.ts'
import { readNilForm } from '../dialog-forms.ts'
import type { Sample } from '../sample.ts'
import { sampleAgency, sampleLabels, sampleRound, sampleView } from '../sample-round.ts'
import { nilCard } from './nil-card.ts'

const today = '2026-11-25'
const base = { labels: sampleLabels, round: sampleRound(), agency: sampleAgency, today, attempt: 'sample' }
const views = ['C-4F7K', 'C-9M2T', 'C-B6XD'].map((ref) => sampleView(ref))

/** The dialog as it comes back from what was entered in it. */
const again = (entered: { readonly [input: string]: string }) => {
  const typed = readNilForm({ data: entered })
  const read = readNil(typed.nil, today)
  return nilCard({ ...base, views, typed, faults: [...typed.faults, ...('faults' in read ? read.faults : [])] })
}

export const nilSamples: readonly Sample[] = [
  { name: 'nil-fresh', title: 'Nil return: several cases', card: () => nilCard({ ...base, views }) },
  {
    name: 'nil-one-case',
    title: 'Nil return: the only case is chosen',
    card: () => nilCard({ ...base, views: eightMixed.slice(0, 3) }),
  },
  {
    name: 'nil-problems',
    title: 'Nil return: problems beside the fields, what was typed kept',
    card: () =>
      again({
        cases: `${views[0]?.request.key},${views[2]?.request.key}`,
        systems: 'Patient record\nArchive of ${paper} files, **all** of them',
        from: '2026-10-01',
        to: '2026-09-30',
        confirm: 'false',
      }),
  },
]
