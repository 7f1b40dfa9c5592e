import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 719px)')

/** Whether the page is too narrow for a matrix, as on a phone. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      narrow.addEventListener('change', tell)
      return () => narrow.removeEventListener('change', tell)
    },
    () => narrow.matches,
  )
