/** What somebody is told whose words could not be made durable: nothing counts as received before it is (DESIGN §4). */
export const sayNotKept =
  'Sightline cannot keep anything safely at the moment, so this was not taken. Please try again in a minute.'

/** What somebody is told who only wanted to read, or to open something. */
export const sayNotRead =
  'Sightline cannot read what it keeps at the moment. Please try again in a minute; nothing is lost.'
