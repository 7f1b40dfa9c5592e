import { Button } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'

/** Somebody's words, which could not be taken, to copy elsewhere: nothing typed is lost (DESIGN §4). */
export const KeptWords = ({ words }: { words: string }) => {
  const box = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState('')
  const copy = async () => {
    box.current?.select()
    try {
      await navigator.clipboard.writeText(words)
      setSaid('Copied.')
    } catch {
      setSaid('Your words are selected: press Ctrl and C, or hold them, to copy.')
    }
  }
  return (
    <div className="kept-words">
      <label htmlFor="kept-words">Your words, kept here to copy</label>
      <textarea id="kept-words" className="kept-words-box" ref={box} readOnly rows={8} value={words} />
      <div className="buttons">
        <Button icon={<CopyRegular />} onClick={copy}>
          Copy my words
        </Button>
        <span role="status">{said}</span>
      </div>
    </div>
  )
}
