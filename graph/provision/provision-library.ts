import type { Graph } from '../client.ts'
import { graphError, listNamed, type Site } from '../site.ts'

/** Name of the library of evidence in a partnership's site (WORK R2). */
export const evidenceLibrary = 'Evidence'

/**
 * Makes the library of evidence where there is none; it changes nothing of one that is there. True where it was made.
 * Throws where SharePoint refuses it or a list without files has its name.
 */
export const provisionLibrary = async (graph: Graph, site: Site, name = evidenceLibrary): Promise<boolean> => {
  const there = listNamed(await site.lists(), name)
  if (there) return false
  const made = await graph.post(`/sites/${await site.id()}/lists`, {
    displayName: name,
    description: 'Files that agencies add to what they return, a folder a request. Filled by Sightline.',
    list: { template: 'documentLibrary' },
  })
  if ('status' in made && (made.status === 201 || made.status === 409)) {
    site.forget()
    return made.status === 201
  }
  const why =
    'dropped' in made ? 'SharePoint did not answer' : `SharePoint said ${made.status} ${graphError(made.body).message}`
  throw new Error(`The library “${name}” could not be made: ${why}. Run the provisioning again.`)
}
