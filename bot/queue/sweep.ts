/** The mirror as far as sweeping it goes: `version` changes whenever a row of a list does. */
interface Sweepable {
  sweep(): Promise<unknown>
  readings(): Promise<readonly { readonly version: string }[]>
}

/** Reads what has changed in SharePoint, and says so only where something has: a quiet minute costs no deliveries. */
export const createSweep = (mirror: Sweepable, onChange: () => void): (() => Promise<void>) => {
  let seen = ''
  return async () => {
    await mirror.sweep()
    const now = (await mirror.readings()).map(({ version }) => version).join()
    if (now !== seen) onChange()
    seen = now
  }
}
