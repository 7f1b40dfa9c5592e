import type { Superseded } from '../../assurance/record.ts'
import { moment, note, text, who } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

/** A row of *Superseded*: an earlier or losing answer, kept as long as its return. */
export const supersededCodec = rowCodec<Superseded>(
  {
    key: text('RequestKey', 'Request', { indexed: true }),
    move: text('Move', 'Move'),
    by: who('Given', 'Given by'),
    at: moment('GivenAt', 'Given on'),
    why: note('Why', 'Why it does not stand'),
    words: note('Words', 'Words'),
  },
  {
    title: ({ key }) => key,
    key: { name: 'SupersededKey', title: 'Key', of: ({ key, move }) => `${key}#${move}` },
  },
)
