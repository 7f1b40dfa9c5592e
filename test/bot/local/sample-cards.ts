const attach = (card: object) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content: card })

/** A message with one card. */
export const cardMessage = (card: object) => ({ type: 'message', attachments: [attach(card)] })

/** A card that asks, as the product's does: lines with states, a way on by Execute, a dialog, and an inline form. */
export const askCard = (state = 'Not returned') => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    {
      type: 'TextBlock',
      style: 'heading',
      size: 'Large',
      weight: 'Bolder',
      wrap: true,
      text: 'Audit: adults who have been criminally exploited',
    },
    {
      type: 'TextBlock',
      wrap: true,
      text: 'Please return by **Wednesday 2 December 2026**. See [the framework](https://example.org/framework).',
    },
    {
      type: 'FactSet',
      facts: [
        { title: 'Case A1', value: `⏳ ${state}` },
        { title: 'Case B2', value: '✔ Returned, filed' },
      ],
    },
    { type: 'TextBlock', wrap: true, color: 'Warning', text: '⚠ Due in 3 working days' },
    {
      type: 'TextBlock',
      wrap: true,
      isSubtle: true,
      size: 'Small',
      text: 'Quality Assurance Framework 2026-27, enabler 3',
    },
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Execute',
          title: 'I have the case key',
          verb: 'key',
          id: 'key',
          style: 'positive',
          data: { request: 'r1' },
        },
        { type: 'Action.Submit', title: 'Complete', data: { msteams: { type: 'task/fetch' }, request: 'r1' } },
        {
          type: 'Action.ShowCard',
          title: 'Not known to our agency',
          card: {
            type: 'AdaptiveCard',
            body: [
              {
                type: 'Input.Text',
                id: 'systems',
                label: 'Systems searched',
                isRequired: true,
                errorMessage: 'Name the systems that were searched.',
              },
              { type: 'Input.Date', id: 'from', label: 'From' },
            ],
            actions: [{ type: 'Action.Execute', title: 'Confirm not known', verb: 'nil', data: { request: 'r1' } }],
          },
        },
        {
          type: 'Action.OpenUrl',
          title: 'Open in Sightline',
          url: `https://teams.microsoft.com/l/entity/22222222-2222-4222-8222-222222222222/sightline?context=${encodeURIComponent('{"subEntityId":"request/r1"}')}`,
        },
      ],
    },
  ],
})

/** A dialog's card: one field and a way to submit. */
export const formCard = (problem?: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    ...(problem ? [{ type: 'TextBlock', color: 'Attention', wrap: true, text: problem }] : []),
    { type: 'Input.Text', id: 'experience', label: 'What was life like for this adult?', isMultiline: true },
  ],
  actions: [{ type: 'Action.Submit', title: 'Submit', data: { request: 'r1' } }],
})
