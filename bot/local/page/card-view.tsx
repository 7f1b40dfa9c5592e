import { useEffect, useMemo, useRef, useState } from 'react'
import type { ThemeName } from '../../../cards/host-config.ts'
import type { CardAction } from '../../../cards/in-browser/card-renderer.ts'
import type { JsonObject } from '../json.ts'

/** A card, drawn with Teams' looks. While an action is under way its buttons wait; what was entered stays. */
export const CardView = (props: {
  card: JsonObject
  theme: ThemeName
  busy: boolean
  onAction: (action: CardAction) => void
}) => {
  const { theme, busy } = props
  const place = useRef<HTMLDivElement>(null)
  const kept = useRef<ReadonlyMap<string, string>>(new Map())
  const acting = useRef({ busy, onAction: props.onAction })
  acting.current = { busy, onAction: props.onAction }
  const [broken, setBroken] = useState(false)
  const text = JSON.stringify(props.card)
  const card = useMemo<JsonObject>(() => JSON.parse(text), [text])

  useEffect(() => {
    let drawn: { values(): ReadonlyMap<string, string> } | undefined
    let gone = false
    import('../../../cards/in-browser/card-renderer.ts').then(({ renderCard }) => {
      if (gone || !place.current) return
      const rendered = renderCard({
        card,
        theme,
        kept: kept.current,
        onAction: (action) => {
          if (!acting.current.busy) acting.current.onAction(action)
        },
      })
      drawn = rendered
      setBroken(rendered === undefined)
      if (rendered) place.current.replaceChildren(rendered.element)
    })
    return () => {
      gone = true
      if (drawn) kept.current = new Map([...kept.current, ...drawn.values()])
    }
  }, [card, theme])

  return (
    <>
      <div ref={place} className="card" aria-busy={busy} data-card="" />
      {broken && <p className="card-broken">This card cannot be shown here.</p>}
    </>
  )
}
