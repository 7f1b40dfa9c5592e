import { setTimeout as pause } from 'node:timers/promises'

/** Resolves once the condition holds; throws with what it is about where it does not within `patienceMs`. */
export const until = async (holds: () => Promise<boolean>, about = 'the condition', patienceMs = 20_000) => {
  const end = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${about} did not hold within ${patienceMs / 1000} s`)
    await pause(20)
  }
}
