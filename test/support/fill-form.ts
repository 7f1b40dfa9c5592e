import type { FrameLocator, Page } from 'playwright-core'

type Place = Page | FrameLocator

/** Answers every question on the page of the form that is shown, as somebody would: one sentence, the first choice, a day. */
const fillPage = async (form: Place): Promise<void> => {
  const add = form.getByRole('button', { name: 'Add an entry' })
  if (await add.count()) await add.click()
  for (const group of await form.getByRole('radiogroup').all()) await group.getByRole('radio').first().check()
  for (const checks of await form.locator('.checks').all()) await checks.getByRole('checkbox').first().check()
  for (const date of await form.locator('input[type=date]').all()) await date.fill('2026-03-02')
  for (const figure of await form.locator('input[inputmode=numeric]').all()) await figure.fill('3')
  for (const line of await form.locator('input[type=text]:not([inputmode])').all()) await line.fill('Case record')
  for (const text of await form.locator('textarea').all())
    if (await text.isVisible())
      await text.fill('The young person said that mornings were hardest, and the plan changed.')
}

/** Goes through the form from where it stands to its review page, answering everything; gives the titles of its pages. */
export const fillForm = async (form: Place): Promise<readonly string[]> => {
  const titles: string[] = []
  // The page's own heading; who writes which part is headed too.
  const heading = form.locator('.form-card-head h2')
  for (;;) {
    const title = await heading.first().innerText()
    if (title === 'Review and submit') return titles
    titles.push(title)
    await fillPage(form)
    await form.getByRole('button', { name: /^(Next|Review)$/ }).click()
    await heading.filter({ hasNotText: title }).first().waitFor()
  }
}
