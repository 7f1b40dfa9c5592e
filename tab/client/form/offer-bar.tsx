import { Button, Checkbox, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { ErrorCircleFilled } from '@fluentui/react-icons'
import { sayShortDay } from '../../../assurance/dates.ts'
import type { Definition, Field } from '../../../assurance/definition.ts'
import type { Offer } from '../../../assurance/offer.ts'
import type { Place } from '../shell/address.ts'
import { LinkTo } from '../shell/link-to.tsx'

/** What the offer leaves empty: a whole page by its title, otherwise question by question. */
const emptySince = (
  offer: Offer,
  { sections, fields }: Definition,
): readonly { readonly id: string; readonly section: string; readonly say: string }[] =>
  sections.flatMap(({ id, title }) => {
    const own = fields.filter(({ section, type }) => section === id && type !== 'evidence')
    const left = own.filter((field) => offer.changed.includes(field.id))
    if (left.length > 1 && left.length === own.length) return [{ id, section: id, say: title }]
    return left.map((field) => ({ id: field.id, section: id, say: field.label }))
  })

/** Offers earlier answers to start from, and names the questions that were not answered in these words then (WORK R10). */
export const OfferBar = (props: {
  offer: Offer
  definition: Definition
  started: boolean
  onStart: () => void
  placeOf: (step: string) => Place
}) => {
  const { offer, definition, started, onStart, placeOf } = props
  const when = sayShortDay(offer.on)
  const changed = emptySince(offer, definition)
  if (!started)
    return (
      <MessageBar layout="multiline">
        <MessageBarBody>
          You answered these questions on {when} in {offer.from}: start from those answers?
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onStart}>Start from those answers</Button>
        </MessageBarActions>
      </MessageBar>
    )
  return (
    <MessageBar layout="multiline">
      <MessageBarBody role="status">
        Started from your answers of {when} in {offer.from}. Read each again; before you submit you confirm that they
        still hold.
        {changed.length > 0 && (
          <>
            {' '}
            Still empty, because the question was not answered then in these words:{' '}
            {changed.map(({ id, section, say }, at) => (
              <span key={id}>
                {at > 0 && ' · '}
                <LinkTo to={placeOf(section)}>{say}</LinkTo>
              </span>
            ))}
          </>
        )}
      </MessageBarBody>
    </MessageBar>
  )
}

/** The element the confirmation is focused by. */
export const reconfirmId = 'reconfirm'

/** The confirmation asked for before answers given earlier are handed in again. */
export const Reconfirm = (props: {
  definition: Definition
  taken: readonly Field[]
  confirmed: boolean
  problem: boolean
  onConfirm: (confirmed: boolean) => void
}) => {
  const { definition, taken, confirmed, problem, onConfirm } = props
  const sections = definition.sections.filter(({ id }) => taken.some(({ section }) => section === id))
  return (
    <div className={problem ? 'field field-wrong' : 'field'}>
      <p className="field-help">Answers given before stand under: {sections.map(({ title }) => title).join(' · ')}.</p>
      {problem && (
        <p className="field-problem" id={`${reconfirmId}-problem`}>
          <ErrorCircleFilled aria-hidden="true" fontSize={18} />
          Please read them again and confirm it here.
        </p>
      )}
      <Checkbox
        id={reconfirmId}
        checked={confirmed}
        label="I have read these again and they still hold"
        {...(problem ? { 'aria-describedby': `${reconfirmId}-problem` } : {})}
        onChange={(_event, { checked }) => onConfirm(checked === true)}
      />
    </div>
  )
}
