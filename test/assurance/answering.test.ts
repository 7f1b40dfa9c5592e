import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Command, Request } from '../../assurance/request.ts'
import { relationsTo } from '../../assurance/who.ts'
import { aMove, anActor, aRequest, ssu } from '../support/build-work.ts'
import { chair, colleague, commandFor, make, nil, practitioner, words } from './support/every-move.ts'

const rowan = anActor()
const lay = (request: Request, command: Command, actor = rowan) => {
  const { request: after, say } = make(request, aMove(request, command, actor), actor)
  assert.equal(say, undefined)
  return after
}
const refusal = (request: Request, command: Command, actor = rowan) =>
  make(request, aMove(request, command, actor), actor).say ?? 'it was taken'
const returning = (understood: string): Command => ({ do: 'return', answers: { understood } })

describe('Answering', () => {
  it('needs the case key first, for a return and for a nil return', () => {
    const { keyConfirmed: _, ...request } = aRequest()
    assert.match(refusal(request, returning('So.')), /case key/)
    assert.match(refusal(request, { do: 'nil', nil }), /case key/)
  })

  it('tells a second person who answered and when', () => {
    const request = aRequest()
    const first = lay(request, returning('One.'))
    const second = aMove(request, returning('Two.'), anActor('Kit Moss'))
    assert.match(
      make(first, second, anActor('Kit Moss')).say ?? '',
      /Rowan Vale returned this on 12 Nov 2026, 10:04\. Open it again to read it/,
    )
  })

  it('may be corrected until it is reviewed, by somebody who has read what was returned', () => {
    const first = lay(aRequest(), returning(words.answer))
    const corrected = lay(first, returning('Corrected.'), anActor('Kit Moss'))
    assert.deepEqual(corrected.answers, { understood: 'Corrected.' })
    assert.equal(corrected.facts.at(-1)?.corrects, true)
    const accepted = lay(corrected, { do: 'accept' }, ssu)
    assert.match(refusal(accepted, returning('Too late.')), /accepted/)
  })

  it('names the field and the fault in a sentence where an answer is not good', () => {
    const bad: Command = { do: 'return', answers: { understood: 'So.', contacts: -1 } }
    assert.equal(refusal(aRequest(), bad), 'Please give a whole number, 0 or more.')
  })

  it('not known can be reversed, and the request is asked again', () => {
    const answered = lay(aRequest(), { do: 'nil', nil })
    assert.deepEqual(answered.nil, nil)
    const reversed = lay(answered, { do: 'reverse-nil' })
    assert.equal(reversed.state, 'asked')
    assert.equal(reversed.nil, undefined)
    assert.equal(reversed.returned, undefined)
  })

  it('with a return after a nil return forgets the nil, and the other way round', () => {
    const back = lay(lay(aRequest(), { do: 'nil', nil }), { do: 'send-back', reason: 'Known in June?' }, ssu)
    const answered = lay(back, returning('They were known.'))
    assert.equal(answered.nil, undefined)
    const again = lay(lay(answered, { do: 'send-back', reason: 'Sure?' }, ssu), { do: 'nil', nil })
    assert.equal(again.answers, undefined)
  })

  it('says plainly that a withdrawn request needs nothing more', () => {
    assert.match(refusal(aRequest({ state: 'withdrawn' }), returning('So.')), /so nothing more is needed/)
  })
})

describe('Working on a return together', () => {
  it('lets whoever was invited to a part hand that one in, and nobody else', () => {
    const invited = lay(aRequest(), commandFor('invite', aRequest()))
    assert.deepEqual([...relationsTo(practitioner, invited)], ['part'])
    assert.match(refusal(invited, { do: 'finish-part', part: 'auditor' }, practitioner), /given to somebody else/)
    const done = lay(invited, { do: 'finish-part', part: 'practitioner' }, practitioner)
    assert.equal(done.parts?.[0]?.done, '2026-11-12T10:04:00.000Z')
    assert.match(refusal(done, returning('So.'), practitioner), /belongs to another agency or role/)
  })

  it('invites nobody twice, and to no part there is not', () => {
    const invited = lay(aRequest(), commandFor('invite', aRequest()))
    assert.equal(lay(invited, commandFor('invite', invited)), invited)
    const { oid, tid, name } = practitioner
    assert.match(refusal(invited, { do: 'invite', part: 'finance', to: { oid, tid, name } }), /has no such part/)
  })

  it('lets a colleague it was handed to answer, until they leave the agency', () => {
    const handed = lay(aRequest(), commandFor('hand-over', aRequest()))
    assert.equal(lay(handed, returning('So.'), colleague).state, 'returned')
    const gone = { ...colleague, holds: [{ role: 'auditor' as const, agency: 'gwh' }] }
    assert.match(refusal(handed, returning('So.'), gone), /belongs to another agency/)
  })

  it('lets one person answer for themselves alone where people are asked', () => {
    const { oid, tid, name } = practitioner
    const own = aRequest({ person: { oid, tid, name } })
    assert.equal(lay(own, returning('Mine.'), practitioner).state, 'returned')
    assert.match(refusal(own, returning('Theirs.'), rowan), /belongs to another agency or role/)
    const anonymous = aRequest({ pseudonym: 'p-7f3k' })
    assert.match(refusal(anonymous, returning('Whose?'), practitioner), /belongs to another/)
    assert.equal(lay(anonymous, returning('Mine.'), { ...practitioner, pseudonym: 'p-7f3k' }).state, 'returned')
  })
})

describe('More time, questions, reminders', () => {
  const asking = { do: 'ask-extension', until: '2026-12-16', reason: 'Two of the team are away.' } as const

  it('is asked for once at a time, for a day after the due date, with a reason', () => {
    const asked = lay(aRequest(), asking)
    assert.match(refusal(asked, asking), /Rowan Vale has asked for more time already, until Wednesday 16 December 2026/)
    assert.match(refusal(aRequest(), { ...asking, until: '2026-12-02' }), /a day after Wednesday 2 December 2026/)
    assert.match(refusal(aRequest(), { ...asking, until: 'soon' }), /a day after/)
    assert.match(refusal(aRequest(), { ...asking, reason: '  ' }), /why more time is needed/)
  })

  it('granted moves the due date, refused leaves it, and either may be followed by another', () => {
    const asked = lay(aRequest(), asking)
    const granted = lay(asked, { do: 'grant-extension', until: '2026-12-11' }, ssu)
    assert.equal(granted.dueOn, '2026-12-11')
    assert.match(refusal(granted, { do: 'refuse-extension', reason: 'No.' }, ssu), /No more time is being asked for/)
    const refused = lay(asked, { do: 'refuse-extension', reason: 'The audit day is fixed.' }, ssu)
    assert.equal(refused.dueOn, '2026-12-02')
    assert.equal(refused.extension?.decided?.reason, 'The audit day is fixed.')
    assert.equal(lay(refused, asking).extension?.decided, undefined)
  })

  it('a question joins one that was not yet answered, so that none is lost, and an answer may be put right', () => {
    const first = lay(aRequest(), { do: 'ask-question', question: 'Which school?' })
    const both = lay(first, { do: 'ask-question', question: 'Which year?' })
    assert.equal(both.question?.text, 'Which school?\n\nWhich year?')
    const answered = lay(both, { do: 'answer-question', answer: 'The second.' }, ssu)
    assert.equal(
      lay(answered, { do: 'answer-question', answer: 'The first.' }, ssu).question?.answer?.text,
      'The first.',
    )
    assert.equal(lay(answered, { do: 'ask-question', question: 'Thanks. And?' }).question?.text, 'Thanks. And?')
    assert.match(refusal(aRequest(), { do: 'answer-question', answer: 'What?' }, ssu), /Nothing has been asked/)
  })

  it('a reminder out of turn is one a day', () => {
    const reminded = lay(aRequest(), { do: 'remind' }, ssu)
    assert.match(refusal(reminded, { do: 'remind' }, ssu), /Imogen Hale has sent a reminder today already/)
  })
})

describe('Reviewing', () => {
  const returned = lay(aRequest(), returning(words.answer))

  it('rates with every judgement, keeping the answer and its own grade beside them', () => {
    assert.match(refusal(returned, { do: 'rate', ratings: {} }, chair), /Please write an answer|Please answer/)
    const rated = lay(returned, { do: 'rate', ratings: { why: words.rating } }, chair)
    assert.deepEqual(rated.ratings, { why: words.rating })
    assert.deepEqual(rated.answers, returned.answers)
    assert.equal(rated.state, 'accepted')
  })

  it('needs a reason to send back, to excuse and to withdraw', () => {
    assert.match(refusal(returned, { do: 'send-back', reason: ' ' }, chair), /give the reason/)
    assert.match(refusal(aRequest(), { do: 'excuse', reason: '' }, ssu), /give the reason/)
    assert.match(refusal(aRequest(), { do: 'withdraw', reason: '' }, ssu), /give the reason/)
  })
})
