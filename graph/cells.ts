import { type IsoDate, isIsoDate, londonTime } from '../assurance/dates.ts'
import type { Cell } from '../assurance/register.ts'

/** Characters a note column holds through SharePoint's own form; more would be cut when somebody edits the row. */
export const noteLimit = 63_999

// What XML cannot carry SharePoint refuses, and PostgreSQL's jsonb refuses the zero character.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const unkeepable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** Text as SharePoint can keep it: without control characters and half characters, with plain line ends. */
export const keepable = (text: string): string => text.toWellFormed().replace(unkeepable, '').replace(/\r\n?/g, '\n')

/** The text in a cell; undefined where it is empty. Numbers in a text column come back as they look. */
export const textIn = (cell: Cell | undefined): string | undefined => {
  if (cell === undefined || cell === null || cell === '') return undefined
  return String(cell).replace(/\r\n?/g, '\n')
}

/**
 * A day goes out as noon UTC and comes back as the London day of the moment SharePoint gives: it keeps dates as midnight in
 * the site's own time zone, so that in summer a plain date would come back as the evening before.
 */
export const dayOut = (day: IsoDate): string => `${day}T12:00:00Z`

/** Until ten at night in UTC it is the same day in London, in summer and in winter. */
const plainly = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-2]):\d{2}(?::\d{2}(?:\.\d+)?)?Z$/

/** The day in a cell; undefined where it is empty, `null` where it is no date. */
export const dayIn = (cell: Cell | undefined): IsoDate | undefined | null => {
  const text = textIn(cell)
  if (text === undefined) return undefined
  const day = plainly.exec(text)?.[1] ?? text
  if (isIsoDate(day)) return day
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : londonTime(new Date(time)).day
}

/** The number in a cell; undefined where it is empty, `null` where it is none. */
export const numberIn = (cell: Cell | undefined): number | undefined | null => {
  const text = textIn(cell)
  if (text === undefined) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}
