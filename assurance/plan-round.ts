import { type IsoDate, isIsoDate, sayDay } from './dates.ts'
import type { Definition } from './definition.ts'
import { definitionFor, type Item } from './kind-definition.ts'
import { kindOf } from './kinds/index.ts'
import type { Kind } from './kinds/kind.ts'
import type { Agency, Partnership, ProgrammeEntry } from './partnership.ts'
import type { Round } from './record.ts'
import type { Request } from './request.ts'
import { requestsOf } from './round-requests.ts'
import type { PersonRef } from './who.ts'

/** A case by its random reference, or a learning need with its title, and the agencies it may concern (WORK R1, A3). */
export interface IssuedCase {
  readonly ref: string
  readonly title?: string
  readonly agencies: readonly string[]
}

/**
 * What is decided when a round is issued. What is left out comes from the programme's entry, and then from the kind.
 * `cases` are for kinds that ask about cases or learning needs, `agencies` for those that ask each agency, `people` (ids)
 * for those that ask people.
 */
export interface Issue {
  readonly programme?: string
  readonly kind?: string
  /** Readable and unique; from the entry or the title where absent. */
  readonly id?: string
  readonly title?: string
  readonly why?: string
  readonly clause?: string
  readonly group?: string
  readonly tool?: string
  /** Which quarter or year it is about, in words. */
  readonly period?: string
  readonly items?: readonly Item[]
  readonly cases: readonly IssuedCase[]
  readonly agencies?: readonly string[]
  readonly people?: readonly string[]
  /** Ids of people who may read its raw returns (WORK X2). */
  readonly auditors?: readonly string[]
  readonly anonymous?: boolean
  /** Earlier answers are not offered (WORK R10). */
  readonly afresh?: boolean
  readonly issuedOn: IsoDate
  readonly dueOn: IsoDate
  readonly ladder?: string
  readonly sample: boolean
}

/** What issuing would do: the very round, questions and requests, so that the preview and the act are one. */
export interface Plan {
  readonly kind: Kind
  readonly round: Round
  readonly definition: Definition
  readonly requests: readonly Request[]
  /** Agencies that would be asked, in the partnership's order. */
  readonly agencies: readonly Agency[]
}

/** What planning is given besides the issue: how a definition is hashed, and what stands for a person in an anonymous round. */
export interface Planning {
  readonly hash: (definition: Definition) => string
  readonly pseudonym: (round: string, person: PersonRef) => string
  readonly by: PersonRef
  /** Moment of issuing. */
  readonly at: string
}

/** Lower case, hyphens and at most 60 letters: what can stand in a key, a URL and a folder's name. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')

const fault = (field: string, say: string) => ({ field, say })
export type IssueFault = { readonly field: string; readonly say: string }

const kindFor = (issue: Issue, partnership: Partnership, entry: ProgrammeEntry | undefined): Kind | undefined => {
  const tool = partnership.tools.find(({ id }) => id === (issue.tool ?? entry?.tool))
  return kindOf(issue.kind ?? tool?.kind ?? '')
}

const faultsOf = (issue: Issue, kind: Kind, partnership: Partnership, group: string): readonly IssueFault[] => {
  const faults: IssueFault[] = []
  if (kind.askedBy.includes('agency')) faults.push(fault('kind', 'Agencies open this by themselves; it is not issued.'))
  if (issue.id !== undefined && issue.id !== slugOf(issue.id))
    faults.push(fault('id', 'A round’s id is lower-case letters, figures and hyphens, at most 60.'))
  if (!partnership.groups.some(({ id }) => id === group))
    faults.push(fault('group', 'Choose the group that is responsible.'))
  if (!isIsoDate(issue.dueOn)) faults.push(fault('dueOn', 'Choose the day by which to answer.'))
  else if (issue.dueOn <= issue.issuedOn)
    faults.push(fault('dueOn', 'Choose a day after today; agencies need time to answer.'))
  const asked = new Set(partnership.agencies.filter((one) => one.asked).map(({ id }) => id))
  const named = [...issue.cases.flatMap(({ agencies }) => agencies), ...(issue.agencies ?? [])]
  const unknown = named.find((id) => !asked.has(id))
  if (unknown) faults.push(fault('agencies', `“${unknown}” is not an agency that is asked.`))
  const perCase = kind.asks === 'agency-and-case' || kind.asks === 'agency-and-need'
  if (perCase && issue.cases.every(({ agencies }) => agencies.length === 0))
    faults.push(fault('cases', 'Give at least one, with the agencies it concerns.'))
  if (kind.asks === 'agency' && (issue.agencies ?? []).length === 0)
    faults.push(fault('agencies', 'Choose at least one agency.'))
  if (kind.asks === 'person') faults.push(...peopleFaults(issue.people ?? [], partnership))
  // Reminders are counted in working days, and bank holidays nobody has published are not guessed (DESIGN §3).
  const [knownTo] = partnership.calendars.map((one) => one.knownTo).toSorted()
  if (knownTo !== undefined && issue.dueOn > knownTo && isIsoDate(issue.dueOn))
    faults.push(fault('dueOn', `Bank holidays are known until ${sayDay(knownTo)}; choose a day before.`))
  const refs = issue.cases.map(({ ref }) => ref.toLowerCase())
  const twice = refs.find((ref, at) => refs.indexOf(ref) !== at)
  if (twice) faults.push(fault('cases', `The reference ${twice.toUpperCase()} is there twice.`))
  if (issue.cases.some(({ ref }) => !/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(ref)))
    faults.push(fault('cases', 'A reference is letters, figures and hyphens, at most 40; never a name or initials.'))
  if (issue.anonymous && kind.anonymous === 'never')
    faults.push(fault('anonymous', `${kind.title}s are answered in the agency’s name.`))
  return faults
}

const peopleFaults = (ids: readonly string[], { people }: Partnership): readonly IssueFault[] => {
  if (ids.length === 0) return [fault('people', 'Choose at least one person.')]
  return ids.flatMap((id) => {
    const person = people.find((one) => one.id === id)
    if (!person) return [fault('people', `“${id}” is not in the list People.`)]
    if (person.holds.some(({ agency }) => agency !== undefined)) return []
    return [fault('people', `${person.name} belongs to no agency, so no channel would ask them.`)]
  })
}

/** Plans a round: everything that would be filed and asked, or every fault beside what it is about (WORK R1). */
export const planRound = (
  partnership: Partnership,
  issue: Issue,
  planning: Planning,
): { readonly plan: Plan } | { readonly faults: readonly IssueFault[] } => {
  const entry = issue.programme ? partnership.programme.find(({ id }) => id === issue.programme) : undefined
  if (issue.programme && !entry)
    return { faults: [fault('programme', `The programme has no entry “${issue.programme}”.`)] }
  const kind = kindFor(issue, partnership, entry)
  if (!kind)
    return {
      faults: [
        entry
          ? fault('tool', `“${entry.title}” has no agreed tool yet, so it cannot be issued.`)
          : fault('kind', 'Choose what kind of request it is.'),
      ],
    }
  const title = (issue.title ?? entry?.title ?? '').trim()
  const group = issue.group ?? entry?.group ?? ''
  const id = issue.id ?? entry?.id ?? slugOf([kind.id, title, issue.period ?? ''].join(' '))
  const faults = [
    ...(title === '' ? [fault('title', 'Give it a title that says what is asked about; no names.')] : []),
    ...faultsOf(issue, kind, partnership, group),
  ]
  const tool = partnership.tools.find((one) => one.id === (issue.tool ?? entry?.tool) && one.kind === kind.id)
  const read = definitionFor(kind, { title, ...(tool ? { tool } : {}), ...(issue.items ? { items: issue.items } : {}) })
  if ('faults' in read)
    faults.push(
      ...read.faults.map(({ question, say }) =>
        fault(kind.fields.from === 'tool' ? 'tool' : 'items', question ? `The question “${question}” ${say}` : say),
      ),
    )
  if ('faults' in read || faults.length > 0) return { faults }

  const { definition } = read
  const round: Round = {
    id,
    partnership: partnership.id,
    kind: kind.id,
    ...(entry ? { programme: entry.id } : {}),
    title,
    why: issue.why ?? entry?.why ?? '',
    clause: issue.clause ?? entry?.clause ?? kind.clause,
    group,
    definition: planning.hash(definition),
    family: definition.family,
    ladder: issue.ladder ?? kind.ladder.id,
    issuedOn: issue.issuedOn,
    dueOn: issue.dueOn,
    ...(issue.period ? { period: issue.period } : {}),
    auditors: issue.auditors ?? [],
    anonymous: issue.anonymous ?? false,
    afresh: issue.afresh ?? !kind.reuse,
    released: false,
    closed: false,
    sample: issue.sample,
  }
  const requests = requestsOf(partnership, round, kind, issue, planning)
  const ids = new Set(requests.map(({ agency }) => agency))
  return {
    plan: { kind, round, definition, requests, agencies: partnership.agencies.filter((one) => ids.has(one.id)) },
  }
}

/** The standing round of a kind that agencies open by themselves; made when first needed (WORK R9). */
export const standingRound = (
  partnership: Partnership,
  kind: Kind,
  group: string,
  planning: Pick<Planning, 'hash'>,
): { readonly round: Round; readonly definition: Definition } => {
  const read = definitionFor(kind, { title: kind.title })
  if ('faults' in read) throw new Error(`${kind.id}: ${read.faults.map(({ say }) => say).join(' ')}`)
  const { definition } = read
  return {
    definition,
    round: {
      id: `${kind.id}-${partnership.year}`,
      partnership: partnership.id,
      kind: kind.id,
      title: kind.title,
      why: kind.asking,
      clause: kind.clause,
      group,
      definition: planning.hash(definition),
      family: definition.family,
      ladder: kind.ladder.id,
      issuedOn: partnership.startsOn,
      dueOn: partnership.endsOn,
      auditors: [],
      anonymous: false,
      afresh: true,
      released: true,
      closed: false,
      sample: false,
    },
  }
}
