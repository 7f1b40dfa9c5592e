import type { Partnership } from '../../assurance/partnership.ts'
import type { Fields } from '../../assurance/register.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from '../codecs/partnership.ts'
import { questionCodec, questionKey, toolCodec } from '../codecs/tool.ts'
import { registers } from '../lists.ts'

/** The rows a partnership's file seeds in one list, by their unique column. */
export interface Seeds {
  readonly list: string
  readonly key: string
  readonly rows: readonly { readonly key: string; readonly fields: Fields }[]
}

const seeds = <Entity extends { readonly id: string }>(
  list: string,
  key: string,
  entities: readonly Entity[],
  write: (entity: Entity) => Fields,
): Seeds => ({ list, key, rows: entities.map((entity) => ({ key: entity.id, fields: write(entity) })) })

/** Everything the file seeds; rows that are there already are left as they are (DESIGN §4). */
export const seedsOf = ({ agencies, people, groups, programme, tools }: Partnership): readonly Seeds[] => [
  seeds(registers.agencies.name, 'AgencyId', agencies, agencyCodec.write),
  seeds(registers.people.name, 'PersonId', people, personCodec.write),
  seeds(registers.groups.name, 'GroupId', groups, groupCodec.write),
  seeds(registers.programme.name, 'EntryId', programme, programmeCodec.write),
  seeds(registers.tools.name, 'ToolId', tools, ({ id, kind, title, version }) =>
    toolCodec.write({ id, kind, title, version }),
  ),
  {
    list: registers.questions.name,
    key: 'QuestionKey',
    rows: tools.flatMap(({ id: tool, questions }) =>
      questions.map((question) => ({
        key: questionKey({ tool, id: question.id }),
        fields: questionCodec.write({ ...question, tool }),
      })),
    ),
  },
]
