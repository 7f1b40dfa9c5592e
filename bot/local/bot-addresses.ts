/** Where the bot answers: one address a process of the product. */
export interface BotAddresses {
  add(address: string): void
  /** Every address, in the order they are to be tried: each call begins with the next. */
  inTurn(): readonly string[]
  /** Nobody listens there any more. */
  drop(address: string): void
}

export const createBotAddresses = (first?: string): BotAddresses => {
  const known = new Set(first === undefined ? [] : [first])
  let turn = 0
  return {
    add: (address) => {
      known.add(address)
    },
    inTurn() {
      const all = [...known]
      turn = all.length === 0 ? 0 : (turn + 1) % all.length
      return [...all.slice(turn), ...all.slice(0, turn)]
    },
    drop: (address) => {
      known.delete(address)
    },
  }
}
