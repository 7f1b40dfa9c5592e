import type { IsoDate } from './dates.ts'
import type { Ladder } from './ladder.ts'
import type { Person } from './who.ts'
import type { Calendar } from './working-days.ts'

/** An organisation, or a section of one, that may be asked (WORK, “Who is who”). */
export interface Agency {
  readonly id: string
  readonly name: string
  /** For narrow columns and chips, e.g. *GWH*. */
  readonly short: string
  readonly sector: 'council' | 'health' | 'police' | 'education' | 'voluntary' | 'justice' | 'other'
  /** Whether requests go to it. Bodies of the membership list that are only named are loaded and not asked. */
  readonly asked: boolean
  readonly calendar: string
  /** Where the name comes from. */
  readonly source: string
  /** The agency's own channel in Teams; absent where none is possible yet. */
  readonly channel?: { readonly team: string; readonly channel: string }
}

/** A type of body on the membership list (dentists, childminders …): loaded as a type, never asked as one. */
export interface AgencyType {
  readonly id: string
  readonly name: string
  readonly source: string
}

/** A group of the partnership; `priority` where it leads one. */
export interface Group {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly priority?: string
  readonly meets?: string
}

export interface Priority {
  readonly id: string
  readonly name: string
}

export type Quarter = 1 | 2 | 3 | 4

/** One step of an entry's own schedule: `when` as published; `on` where a day is published, `by` (its last day) where only a month is. */
export interface ProgrammeStep {
  readonly when: string
  readonly on?: IsoDate
  readonly by?: IsoDate
  readonly what: string
}

/** What stands on the year's schedule: audits above all, and beside them self-assessments, evaluations, deadlines. */
export interface ProgrammeEntry {
  readonly id: string
  readonly sort: 'audit' | 'evaluation' | 'self-assessment'
  readonly title: string
  readonly why: string
  /** As published in the framework; shown in the programme, never signed in as. */
  readonly ssuLead?: string
  /** Empty where the framework names no quarter. */
  readonly quarters: readonly Quarter[]
  readonly group: string
  /** Scope and tool to be agreed by the responsible group on this day. */
  readonly scopeBy?: IsoDate
  /** Dated or dated-in-words steps of the entry's own schedule. */
  readonly steps: readonly ProgrammeStep[]
  readonly standing: 'planned' | 'theme-to-be-confirmed' | 'deferred'
  /** What is said about a deferral or a theme to be confirmed. */
  readonly note?: string
  readonly priority?: string
  readonly clause: string
  readonly tool?: string
}

/** A tool as the SSU writes it in the lists *Tools* and *Questions* (DESIGN §2). Checked by `definitionOf`. */
export interface Tool {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly version: number
  readonly questions: readonly Question[]
}

/** One row of *Questions*. Options and rules are written as people write them: one option a line, `required`, `length 2000`. */
export interface Question {
  readonly id: string
  readonly order: number
  readonly section: string
  readonly text: string
  readonly help?: string
  readonly type: string
  readonly options?: readonly string[]
  readonly rules: readonly string[]
}

/** The words a partnership uses for itself, and the sentences every form must carry (WORK X3). */
export interface Labels {
  readonly partnership: string
  readonly ssu: string
  readonly ssuMailbox: string
  /** Who to contact when somebody is at risk now. */
  readonly atRisk: string
  readonly child: string
  readonly adult: string
}

/** A partnership as its file and then its lists say it is (WORK X5). Read only through `readPartnership`. */
export interface Partnership {
  readonly id: string
  readonly name: string
  /** April to March, e.g. `2026-27`. */
  readonly year: string
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly labels: Labels
  readonly calendars: readonly Calendar[]
  readonly groups: readonly Group[]
  readonly agencyTypes: readonly AgencyType[]
  readonly agencies: readonly Agency[]
  readonly priorities: readonly Priority[]
  readonly programme: readonly ProgrammeEntry[]
  readonly tools: readonly Tool[]
  readonly ladders: readonly Ladder[]
  readonly people: readonly Person[]
}

/** What is wrong in a partnership's file or a list, by the path into the data, so that its line can be named. */
export interface PathFault {
  /** The file beside it that `path` leads into, where it is not the partnership's own. */
  readonly file?: string
  readonly path: readonly (string | number)[]
  readonly say: string
}
