const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** *10:04*, on a wall clock in London */
export const sayClock = (moment: string): string => clock.format(new Date(moment))
