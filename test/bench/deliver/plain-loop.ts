import { setTimeout as pause } from 'node:timers/promises'
import type { ManyChannels } from '../../support/many-channels.ts'
import type { MeasuredTeams } from './measured-teams.ts'

/** The plain way: one message after another, as fast as Teams takes them, and after a 429 a wait of as long as it says. */
export const plainLoop = async (teams: MeasuredTeams, { partnership, rounds }: ManyChannels): Promise<void> => {
  for (const { title } of rounds)
    for (const { channel } of partnership.agencies) {
      const body = JSON.stringify({
        isGroup: true,
        channelData: { channel: { id: channel?.channel }, tenant: { id: teams.tenantId } },
        activity: { type: 'message', summary: title, text: title },
      })
      for (;;) {
        const answer = await fetch(`${teams.serviceUrl}v3/conversations`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${teams.token}`, 'Content-Type': 'application/json' },
          body,
        })
        await answer.text()
        if (answer.status !== 429) break
        await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000)
      }
    }
}
