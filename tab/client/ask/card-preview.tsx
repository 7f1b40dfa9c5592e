import { useEffect, useRef, useState } from 'react'
import { useTab } from '../shell/tab-context.ts'
import '../../../cards/in-browser/cards.css'

/** A card drawn as Teams draws it, to be looked at: its buttons do nothing here. The renderer is fetched when it is needed. */
export const CardPreview = ({ card, label }: { card: { readonly [name: string]: unknown }; label: string }) => {
  const { theme } = useTab()
  const place = useRef<HTMLDivElement>(null)
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    let gone = false
    import('../../../cards/in-browser/card-renderer.ts').then(
      ({ renderCard }) => {
        if (gone || !place.current) return
        const drawn = renderCard({ card, theme, kept: new Map(), onAction: () => undefined })
        setBroken(drawn === undefined)
        if (!drawn) return
        for (const control of drawn.element.querySelectorAll<HTMLButtonElement>('button, input, select, textarea'))
          control.disabled = true
        place.current.replaceChildren(drawn.element)
      },
      () => setBroken(true),
    )
    return () => {
      gone = true
    }
  }, [card, theme])
  return (
    <section className="card-preview" aria-label={label}>
      <div ref={place} data-card="" />
      {broken && <p className="quiet">The card cannot be drawn here. It can still be issued.</p>}
      <p className="quiet">Its buttons work once it has been issued.</p>
    </section>
  )
}
