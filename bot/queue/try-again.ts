import type pg from 'pg'
import type { PendingMoves } from './pending-moves.ts'
import type { Wake } from './wake.ts'

/** Puts a move that was out of tries back on the queue, with its wake-up in one commit: the SSU's *try again*. False where it is not there. */
export const createTryAgain =
  ({ pool, pendingMoves, wake }: { pool: pg.Pool; pendingMoves: PendingMoves; wake: Wake }) =>
  async (id: string): Promise<boolean> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const put = await pendingMoves.again(id, client)
      if (put) await wake.add(client, id)
      await client.query('commit')
      if (put) wake.now()
      return put
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }
