const zone = 'Europe/London'
const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'full' })
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
const shortDayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
})

/** `Wednesday 9 December 2026`. */
export const longDay = (moment: Date): string => dayFormat.format(moment).replace(',', '')

/** The time alone on the same day, else with its day: `09:00`, `Mon 5 Oct 09:00`. */
export const shortTime = (iso: string, now: Date): string => {
  const moment = new Date(iso)
  const time = timeFormat.format(moment)
  return dayFormat.format(moment) === dayFormat.format(now)
    ? time
    : `${shortDayFormat.format(moment).replace(',', '')} ${time}`
}
