import { randomUUID } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'

type Loose = { [name: string]: unknown }
type Lists = { [name: string]: Loose[] }

const model = 'infra/partnerships/swindon-2026-27'
const tenant = '468b4b66-2718-4d85-8517-1cb7498948bc'
const referenceLetters = 'ACDEFGHJKMNPQRTUVWXY'

/** The round that is asked, of the published tool with its 27 questions. */
export const largeRound = 'ce-children-2026'

export const agencyId = (at: number): string => `agency-${String(at + 1).padStart(3, '0')}`

/** References as random ones look: `C-ACDE`. */
const reference = (at: number): string =>
  `C-${[8000, 400, 20, 1].map((step) => referenceLetters[Math.floor(at / step) % 20]).join('')}`

/**
 * Writes a partnership's file after Swindon's, with so many invented agencies, each with a representative and a channel of
 * its own, and one audit that asks every agency about every case. Answers with the file's name and the audit's cases.
 */
export const largePartnership = async (
  folder: string,
  agencies: number,
  cases: number,
): Promise<{ readonly file: string; readonly cases: readonly string[]; readonly answers: Loose }> => {
  const partnership = parse(await readFile(`${model}.yaml`, 'utf8')) as Lists
  const sample = parse(await readFile(`${model}.sample.yaml`, 'utf8')) as Lists
  const [first] = partnership['agencies'] ?? []
  const round = sample['rounds']?.find(({ programme }) => programme === largeRound)
  const said = sample['answerSets']?.find(({ tool }) => tool === largeRound)
  if (!first || !round || !said) throw new Error(`${model} has changed`)
  const ids = Array.from({ length: agencies }, (_, at) => agencyId(at))
  const refs = Array.from({ length: cases }, (_, at) => reference(at + 1))
  const office = (sample['people'] ?? []).filter(({ id }) => /^(ssu|qa|exploitation-chair|scrutineer)/.test(String(id)))
  const own = {
    people: [
      ...office.map((person) => ({
        ...person,
        holds: (person['holds'] as Loose[]).filter(({ agency }) => agency === undefined),
      })),
      ...ids.map((agency) => ({
        id: `${agency}-representative`,
        name: `Representative of ${agency}`,
        oid: randomUUID(),
        tid: tenant,
        about: 'Representative (sample)',
        holds: [{ role: 'representative', agency }],
      })),
    ],
    teams: ids.map((agency) => ({
      id: `19:swindon-${agency}@thread.tacv2`,
      name: agency,
      agency,
      channel: { id: `19:swindon-${agency}@thread.tacv2`, name: 'General' },
      members: [`${agency}-representative`, 'ssu-lead'],
    })),
    rounds: [{ ...round, cases: refs.map((ref) => ({ ref, agencies: ids })) }],
    answerSets: [],
    moves: [],
  }
  const holidays = `${dirname(model)}/bank-holidays-england.yaml`
  await copyFile(holidays, join(folder, basename(holidays)))
  const file = join(folder, 'large.yaml')
  const asked = ids.map((id) => ({ ...first, id, name: `Agency ${id}`, short: id }))
  await writeFile(file, JSON.stringify({ ...partnership, agencies: asked }))
  await writeFile(join(folder, 'large.sample.yaml'), JSON.stringify(own))
  return { file, cases: refs, answers: said['answers'] as Loose }
}
