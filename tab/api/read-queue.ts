import { sayShortDay } from '../../assurance/dates.ts'
import type { Doing, Done, Request } from '../../assurance/request.ts'
import { chairFor } from '../../assurance/wanted.ts'
import { sayDone } from './besides-model.ts'
import { agencyName, cellOf } from './cell-model.ts'
import { formsOf, offeredMoves, releasableNow } from './offered-moves.ts'
import { isSsu, type Viewer } from './permissions.ts'
import type { QueueItem, QueueLine, QueueRelease, QueueView } from './queue-model.ts'
import { Refused } from './replies.ts'
import { versionOf } from './returns-model.ts'
import type { Access, Opened, TabDeps } from './tab-access.ts'

/** What waits for the SSU, oldest first; 403 for everybody else. */
export const readQueue = async (
  { views, mending }: Pick<TabDeps, 'views' | 'mending'>,
  { seen, today }: Access,
  viewer: Viewer,
): Promise<QueueView> => {
  if (!isSsu(viewer)) throw new Refused(403, 'What waits here is the SSU’s to deal with.')
  const [partnership, reading, stuck] = [await views.partnership(), await views.reading(), await mending.stuck()]
  const all = await seen(viewer, 'request')
  const line = ({ request, round }: Opened): QueueLine => ({
    key: request.key,
    title: round?.title ?? request.round,
    agency: agencyName(partnership, request.agency),
    ...(request.caseRef ? { caseRef: request.caseRef } : {}),
    ...(request.about ? { about: request.about } : {}),
  })
  const items = async (
    doing: readonly Doing[],
    said: (request: Request) => { readonly text: string; readonly asked: Done } | undefined,
  ): Promise<readonly QueueItem[]> => {
    const found: (QueueItem & { readonly at: string })[] = []
    for (const opened of all) {
      const waits = said(opened.request)
      const definition = waits && (await views.definition(opened.request.definition))
      if (!definition) continue
      const may = offeredMoves(opened, definition).filter((one) => doing.includes(one))
      if (may.length === 0) continue
      found.push({
        ...line(opened),
        revision: opened.request.revision,
        text: waits.text,
        who: sayDone(waits.asked),
        forms: formsOf(may, opened, definition, partnership),
        at: waits.asked.at,
      })
    }
    return found.toSorted((one, other) => (one.at < other.at ? -1 : 1)).map(({ at: _, ...item }) => item)
  }
  const releases = all.flatMap((opened): QueueRelease[] => {
    const { request, round, view } = opened
    const rung = view.unreadable ? undefined : releasableNow(request, round, partnership, today())
    if (rung === undefined) return []
    const chair = chairFor(request.group, request.agency, partnership.people)?.name
    const { word } = cellOf(view, partnership, today())
    return [{ ...line(opened), revision: request.revision, rung, text: word, ...(chair ? { chair } : {}) }]
  })
  const lines = {
    stuck: stuck.map((one) => ({
      ...one,
      name: agencyName(partnership, one.agency).name,
      at: sayShortDay(one.day),
    })),
    unreadable: all.flatMap((opened) =>
      opened.view.unreadable ? [{ ...line(opened), why: opened.view.unreadable }] : [],
    ),
    questions: await items(['answer-question'], ({ question }) =>
      question && !question.answer ? { text: question.text, asked: question.asked } : undefined,
    ),
    extensions: await items(['grant-extension', 'refuse-extension'], ({ extension }) =>
      extension && !extension.decided
        ? { text: `Until ${sayShortDay(extension.until)}: ${extension.reason}`, asked: extension.asked }
        : undefined,
    ),
    releases,
  }
  const count = Object.values(lines).reduce((sum, each) => sum + each.length, 0)
  const ids = [
    ...stuck.map(({ what, id }) => `${what} ${id}`),
    ...[...lines.unreadable, ...lines.questions, ...lines.extensions, ...releases].map(
      (one) => `${one.key} ${'revision' in one ? one.revision : one.why}`,
    ),
  ]
  return { ...lines, count, version: versionOf([], [today(), ...ids]), reading }
}
