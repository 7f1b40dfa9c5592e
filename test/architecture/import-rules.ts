import { inside, roomOf } from './rooms.ts'
import { isBuildSettings, isSource, type Reference, referencesOf, type SourceFile } from './source-file.ts'

const isBotFramework = (name: string) => /^(botbuilder|botframework-)/.test(name)

/** The fault of one reference, as the end of a sentence that begins with the file; `undefined` where there is none. */
const faultOf = (path: string, reference: Reference): string | undefined => {
  const { specifier, ours, theirs, typeOnly } = reference
  const room = roomOf(path)
  if (theirs !== undefined && isBotFramework(theirs) && !/^(test\/)?bot\/teams\//.test(path)) {
    return `imports ${theirs}; only bot/teams/ may: go through the seam (bot/seam.ts)`
  }
  if (!room) return undefined
  if (ours !== undefined) {
    const target = roomOf(ours)
    if (/^test\//.test(ours) && room.ours !== 'any') return `imports ${ours}, which is not part of the product`
    const isOwn = target?.at === room.at
    const isAllowed =
      room.ours === 'any' || room.ours.some((at) => (at === 'bot/' ? target?.at === at : inside(ours, at)))
    const isAllowedType = typeOnly && (room.typesOf ?? []).some((at) => inside(ours, at))
    return isOwn || isAllowed || isAllowedType ? undefined : `imports ${ours}; ${room.instead}`
  }
  if (theirs?.startsWith('node:')) return room.node ? undefined : `imports ${theirs}; ${room.instead}`
  if (room.npm === 'any' || (theirs !== undefined && room.npm.includes(theirs))) return undefined
  return `imports ${specifier}, which ${room.at} may not (test/architecture/rooms.ts names what it may); ${room.instead}`
}

/** Who may import whom (DESIGN §1). Each fault is a sentence that names file and line and says what to do instead. */
export const importFaults = (file: SourceFile): string[] => {
  if (!isSource(file) || isBuildSettings(file)) return []
  if (!roomOf(file.path) && file.path.includes('/')) {
    return [
      `${file.path} lies in a folder that no rule speaks of: give the folder a room in test/architecture/rooms.ts.`,
    ]
  }
  return referencesOf(file).flatMap((reference) => {
    const fault = faultOf(file.path, reference)
    return fault ? [`${file.path}:${reference.line} ${fault}.`] : []
  })
}
