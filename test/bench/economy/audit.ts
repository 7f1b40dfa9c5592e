import { auditReturn } from '../../../assurance/kinds/audit-return/kind.ts'
import type { Partnership, Question, Tool } from '../../../assurance/partnership.ts'
import type { Issue } from '../../../assurance/plan-round.ts'
import type { Command, Request } from '../../../assurance/request.ts'
import type { Actor } from '../../../assurance/who.ts'
import { buildAgency, buildEntry, buildPartnership, buildPerson } from '../../support/build-partnership.ts'

const toolId = 'exploited-2026'
const { sections } = auditReturn

const questions: readonly Question[] = sections.map(({ id, kind, titles: [title = id] }, at) => ({
  id,
  order: at + 1,
  section: title,
  text: `What do your records show? ${title}`,
  type: kind === 'chronology' ? 'chronology' : 'long text',
  rules: ['required'],
}))

const tool: Tool = { id: toolId, kind: auditReturn.id, title: 'Audit of exploited children', version: 1, questions }

const said =
  'Mornings were hardest for the young person. School and social worker agreed what would help, and who does it.'
const answers = Object.fromEntries(
  sections.map(({ id, kind }) => [id, kind === 'chronology' ? [{ date: '2026-03-02', what: said }] : said]),
)

/** So many agencies with a channel and a representative each, and the audit they are asked for. */
export const partnershipOf = (agencies: number): Partnership => {
  const ids = Array.from({ length: agencies }, (_, at) => `agency-${at + 1}`)
  return buildPartnership({
    agencies: ids.map((id) => buildAgency(id, { channel: { team: `team-${id}`, channel: `19:${id}@thread.tacv2` } })),
    people: ids.map((id) =>
      buildPerson(`${id}-representative`, 'Rowan Sample', [{ role: 'representative', agency: id }]),
    ),
    programme: [buildEntry(toolId, { title: tool.title, tool: toolId })],
    tools: [tool],
    ladders: [auditReturn.ladder],
  })
}

/** The round of that audit: every agency is asked about each of so many cases. */
export const issueOf = ({ agencies }: Partnership, cases: number): Issue => ({
  programme: toolId,
  issuedOn: '2026-10-05',
  dueOn: '2026-12-02',
  cases: Array.from({ length: cases }, (_, at) => ({ ref: `C-${1001 + at}`, agencies: agencies.map(({ id }) => id) })),
  sample: true,
})

/** Who issues it. */
export const ssu: Actor = { oid: 'oid-ssu-lead', tid: 'sample', name: 'Sam Sample', holds: [{ role: 'ssu' }] }

/** The representative of a request's agency. */
export const representativeOf = ({ people }: Partnership, { agency }: Request): Actor => {
  const person = people.find(({ id }) => id === `${agency}-representative`)
  if (!person) throw new Error(`nobody represents ${agency}`)
  return person
}

export const answer: Command = { do: 'return', answers }
