/**
 * One look for all who ask in one turn of the event loop or while another is under way: each gets one that began after they
 * asked, so that nobody is shown anything older than that.
 */
export const oneLook = <T>(look: () => Promise<T>): (() => Promise<T>) => {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  const begin = () => {
    next = undefined
    const looking = look()
    underWay = looking.catch(() => undefined)
    return looking
  }
  return () => {
    next ??= underWay.then(() => new Promise<void>((resolve) => setImmediate(resolve))).then(begin)
    return next
  }
}
