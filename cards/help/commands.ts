/** What can be typed to the bot, in a channel and in person, with what it does; the app's package lists them by these names. */
export const commands = [
  { name: 'mine', say: 'what has been asked of your agency, and how it stands' },
  { name: 'due', say: 'what is still open, the soonest first' },
  { name: 'status', say: 'how one round stands: status and some words of its title' },
  { name: 'share', say: 'share a concern, good practice or a barrier early' },
  { name: 'ask', say: 'issue a request (for the support unit and the scrutineer)' },
  { name: 'help', say: 'shows this' },
] as const
export type CommandName = (typeof commands)[number]['name']
