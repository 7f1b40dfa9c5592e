import { kindOf, kinds } from '../../assurance/kinds/index.ts'
import type { Kind } from '../../assurance/kinds/kind.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Round } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import { type Actor, type RoleHeld, relationsTo } from '../../assurance/who.ts'

/**
 * What somebody is to one request when they want to read of it. `colleague`: of its agency, with nothing to do with it.
 * `chair`: leads any group. `group`: of the group it was released to. `auditor`: named for its round. `asker`: the
 * scrutineer, of what the scrutineer asks. The others are the relations of the table of moves (`assurance/who.ts`).
 */
export const standings = [
  'ssu',
  'agency',
  'part',
  'colleague',
  'chair',
  'group',
  'auditor',
  'scrutineer',
  'asker',
] as const
export type Standing = (typeof standings)[number]

/**
 * What of one request may be read or kept. `request`: that it was asked, of whom, by when, and where it stands, without a
 * word of what was answered. `answers`: what was returned, with reasons, questions and ratings. `form`: its questions, to
 * answer them. `handed-in`: what colleagues wrote for their parts and handed in. `draft`: what one has typed oneself.
 */
export const matters = ['request', 'answers', 'form', 'handed-in', 'draft'] as const
export type Matter = (typeof matters)[number]

/**
 * Who sees what (WORK X2), the one table. The SSU sees everything but what has not been sent; an agency its own; an invited
 * colleague their own part; chairs and the scrutineer who has returned, without a word of what; a round's auditors its
 * returns; the group its returns once the SSU has released them. Moves are beside this the table of moves'.
 */
export const permissions: { readonly [Name in Matter]: readonly Standing[] } = {
  request: ['ssu', 'agency', 'part', 'colleague', 'chair', 'group', 'auditor', 'scrutineer', 'asker'],
  answers: ['ssu', 'agency', 'group', 'auditor', 'asker'],
  form: ['ssu', 'agency', 'part'],
  'handed-in': ['agency'],
  draft: ['agency', 'part'],
}

/** An actor who also has an id in the list *People*, by which a round names its auditors. */
export interface Viewer extends Actor {
  readonly person?: string
}

const leads = ({ role }: RoleHeld): boolean => role === 'chair' || role === 'vice-chair'

/**
 * Everything a viewer is to a request. A person of its agency reads it as that or not at all: neither as the group nor as
 * an auditor (conflicts exclude, WORK X2); and where one person was asked, their colleagues are nothing to it.
 */
export const standingsOf = (viewer: Viewer, request: Request, round: Round | undefined): ReadonlySet<Standing> => {
  const relations = relationsTo(viewer, request)
  const found = new Set<Standing>()
  for (const relation of ['ssu', 'agency', 'part', 'scrutineer'] as const)
    if (relations.has(relation)) found.add(relation)
  const own = viewer.holds.some(({ agency }) => agency === request.agency)
  const ofOne = request.person !== undefined || request.pseudonym !== undefined
  if (own && !ofOne) found.add('colleague')
  if (viewer.holds.some(leads)) found.add('chair')
  if (relations.has('scrutineer') && kindOf(request.kind)?.askedBy.includes('scrutineer')) found.add('asker')
  if (own) return found
  const inGroup = viewer.holds.some((held) => held.group === request.group && (leads(held) || held.role === 'member'))
  if (inGroup && round?.released) found.add('group')
  if (viewer.person !== undefined && round?.auditors.includes(viewer.person)) found.add('auditor')
  return found
}

/** Whether somebody of these standings has this of the request. */
export const reaches = (held: ReadonlySet<Standing>, matter: Matter): boolean =>
  permissions[matter].some((standing) => held.has(standing))

/** How far a page reaches for somebody: everybody's, those of their own agency or group, or nobody's. */
export type Reach = 'all' | 'own' | 'none'

/** How far these roles reach in all, for pages that are headed by it: who sees every request, or every answer. */
export const reachOf = (holds: readonly RoleHeld[], matter: 'request' | 'answers'): Reach => {
  const everywhere = holds.some(
    (held) => held.role === 'ssu' || (matter === 'request' && (leads(held) || held.role === 'scrutineer')),
  )
  if (everywhere) return 'all'
  return holds.some(({ agency, group }) => agency !== undefined || (matter === 'request' && group !== undefined))
    ? 'own'
    : 'none'
}

/** Agencies somebody belongs to, in the order of their roles. */
export const ownAgencies = (holds: readonly RoleHeld[]): readonly string[] => [
  ...new Set(holds.flatMap(({ agency }) => (agency ? [agency] : []))),
]

/** Whether somebody is of the SSU, whose the queue and whole rounds are. */
export const isSsu = ({ holds }: Actor): boolean => holds.some(({ role }) => role === 'ssu')

/** Whether somebody may issue this kind of request, or any where none is named (WORK R1, C3). */
export const mayAsk = (actor: Actor, kind?: Kind): boolean =>
  kinds
    .filter(({ id }) => !kind || id === kind.id)
    .some(({ askedBy }) =>
      actor.holds.some(({ role }) => (role === 'ssu' || role === 'scrutineer') && askedBy.includes(role)),
    )

/** The agencies somebody may share something early for (WORK R9): those they answer for. */
export const sharesFor = (actor: Actor, { agencies }: Partnership): readonly Agency[] =>
  kinds.some(({ askedBy }) => askedBy.includes('agency'))
    ? agencies.filter(({ id }) => relationsTo(actor, { agency: id, group: '' }).has('agency'))
    : []
