import { Button, Checkbox } from '@fluentui/react-components'
import { type CaseChoosing, rowName, toggled } from './case-matrix.tsx'

/** Agencies for each case as a phone shows it: a list to open for each. */
export const CaseLists = ({ agencies, cases, onChange }: CaseChoosing) => {
  const everybody = agencies.map(({ id }) => id)
  return (
    <div className="case-lists">
      {cases.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a learning need has no name of its own until it is typed
        <details key={at} open={cases.length === 1}>
          <summary>
            {rowName(row, at)}: {row.agencies.length} of {agencies.length} agencies
          </summary>
          <Button size="small" onClick={() => onChange(toggled({ agencies, cases }, [at], everybody))}>
            All
          </Button>
          <div className="checks">
            {agencies.map(({ id, name, channel }) => (
              <Checkbox
                key={id}
                label={channel ? name : `${name} – told by mail`}
                checked={row.agencies.includes(id)}
                onChange={() => onChange(toggled({ agencies, cases }, [at], [id]))}
              />
            ))}
          </div>
        </details>
      ))}
    </div>
  )
}
