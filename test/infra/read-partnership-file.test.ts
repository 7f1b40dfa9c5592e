import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'mocha'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { changed, partnershipFolder, shipped, small } from '../support/partnerships.ts'

describe('reading a partnership’s file', () => {
  const { folder, write, read, faultsOf, remove } = partnershipFolder()
  after(remove)

  it('takes a small partnership that has no sample', () => {
    const result = read(small)
    assert.ok('partnership' in result, 'faults' in result ? result.faults.join('\n') : '')
    assert.equal(result.sample, undefined)
    assert.deepEqual(
      result.partnership.agencies.map(({ id }) => id),
      ['gwh', 'police'],
    )
  })

  it('names ten faults at once, each with its line and what to do', () => {
    const text = changed(
      ['name: Testshire Safeguarding Partnership\n', ''],
      ['endsOn: 2027-03-31', 'endsOn: 2027-02-30'],
      ['ssuMailbox: ssu@testshire.example', 'ssuMailbox: ssu'],
      ['holidays: [2026-12-25]', 'holidays: [2026-12-32]'],
      ['{ id: neglect, name: Neglect }', '{ id: neglect, nmae: Neglect }'],
      ['calendar: england, source: test }\n  - { id: police', 'calendar: englnd, source: test }\n  - { id: police'],
      ['sector: police, asked: true', 'sector: constabulary, asked: perhaps'],
      ['{ day: 5, to: lead }', '{ day: -9, to: lead }'],
      ['quarters: [4]', 'quarters: [5]'],
      ['group: qa', 'group: quality'],
    )
    assert.deepEqual(faultsOf(text), [
      'testshire.yaml line 1: the partnership has no “name”.',
      'testshire.yaml line 4: the partnership gives “endsOn” as “2027-02-30”; it should be a day that exists, as in 2026-12-02.',
      'testshire.yaml line 8: the labels give the mailbox as “ssu”, which is not an e-mail address.',
      'testshire.yaml line 16: calendar “england” gives “2026-12-32” as a bank holiday, which is not a day that exists, as in 2026-12-25.',
      'testshire.yaml line 18: priority “neglect” has no “name”.',
      'testshire.yaml line 18: priority “neglect” has “nmae”, which means nothing here. Did you mean “name”?',
      'testshire.yaml line 22: agency “gwh” uses calendar “englnd”, which is not defined. Known: england.',
      'testshire.yaml line 23: agency “police” gives “sector” as “constabulary”; it should be one of: council, health, police, education, voluntary, justice, other.',
      'testshire.yaml line 23: agency “police” gives “asked” as “perhaps”; it should be true or false.',
      'testshire.yaml line 26: ladder “audit” has rung -9 after -5; rungs go from the lowest day to the highest.',
      'testshire.yaml line 32: programme entry “neglect-2026” gives “5” in “quarters”; quarters are 1, 2, 3 and 4.',
      'testshire.yaml line 33: programme entry “neglect-2026” uses group “quality”, which is not defined. Known: qa.',
    ])
  })

  it('refuses a channel that is bound to two agencies', () => {
    const channel = 'channel: { team: team-a, channel: "19:one@thread.tacv2" }'
    const text = changed(
      ['source: test }\n  - { id: police', `source: test, ${channel} }\n  - { id: police`],
      ['source: test }\nladders', `source: test, ${channel} }\nladders`],
    )
    assert.deepEqual(faultsOf(text), [
      'testshire.yaml line 24: agency “police” is bound to the channel 19:one@thread.tacv2, which is already bound to “gwh”. A channel belongs to one agency alone.',
    ])
  })

  it('names an id that is there twice', () => {
    assert.deepEqual(faultsOf(changed(['id: police', 'id: gwh'])), [
      'testshire.yaml line 24: agency “gwh” is there more than once; each id is used once.',
    ])
  })

  it('names a key written twice, as the YAML error it is, and its line', () => {
    const [first, ...rest] = faultsOf(changed(['year: 2026-27', 'year: 2026-27\nyear: 2027-28']))
    assert.match(String(first), /^testshire\.yaml line 4: this cannot be read as YAML: Map keys must be unique/)
    assert.deepEqual(rest, [])
  })

  it('names a broken bracket with its line', () => {
    assert.match(
      faultsOf(changed(['holidays: [2026-12-25]', 'holidays: [2026-12-25'])).join('\n'),
      /^testshire\.yaml line 1[678]: this cannot be read as YAML: /,
    )
  })

  it('names an alias without its anchor, aliases that multiply without end, and a second document', () => {
    assert.deepEqual(faultsOf('id: *nobody\n'), [
      'testshire.yaml line 1: this cannot be read as YAML: Unresolved alias (the anchor must be set before the alias): nobody.',
    ])
    const ten = (of: string) => `[${Array(10).fill(of).join(', ')}]`
    assert.match(
      String(faultsOf(`a: &a ${ten('x')}\nb: &b ${ten('*a')}\nc: &c ${ten('*b')}\nd: ${ten('*c')}\n`)[0]),
      /Excessive alias count/,
    )
    assert.match(String(faultsOf('id: a\n---\nid: b\n')[0]), /line \d: .* several documents/)
  })

  it('says that a file is not there, is empty, or is no map', () => {
    assert.deepEqual(readPartnershipFile(join(folder, 'nowhere.yaml')), {
      faults: ['nowhere.yaml could not be found. Check the name and the folder.'],
    })
    assert.equal(
      faultsOf('')[0],
      'testshire.yaml line 1: the partnership should be a map of keys and values, but is empty.',
    )
    assert.match(
      faultsOf('- one\n- two\n').join('\n'),
      /the partnership should be a map of keys and values, but is a list or map/,
    )
  })

  it('says which file of bank holidays is missing, and names faults inside it by its own lines', () => {
    const own = '    knownFrom: 2019-01-01\n    knownTo: 2028-12-31\n    holidays: [2026-12-25]\n'
    assert.match(
      faultsOf(changed([own, '    holidaysFrom: holidays-elsewhere.yaml\n'])).join('\n'),
      /^testshire\.yaml line 15: names the file “holidays-elsewhere\.yaml”, which could not be found beside this one\.$/m,
    )
    read(small)
    write('mine.yaml', 'knownFrom: 2026-01-01\nknownTo: 2027-12-31\nholidays:\n  - 2026-02-29\n')
    write('testshire.yaml', changed([own, '    holidaysFrom: mine.yaml\n']))
    assert.deepEqual(readPartnershipFile(join(folder, 'testshire.yaml')), {
      faults: [
        'mine.yaml line 4: the file of calendar “england” gives “2026-02-29” as a bank holiday, which is not a day that exists, as in 2026-12-25.',
      ],
    })
  })

  it('does not follow a file name out of its folder', () => {
    const own = '    knownFrom: 2019-01-01\n    knownTo: 2028-12-31\n    holidays: [2026-12-25]\n'
    assert.match(
      faultsOf(changed([own, '    holidaysFrom: ../../secrets.yaml\n'])).join('\n'),
      /should lie beside this one and be named without a folder/,
    )
  })

  it('refuses a calendar that does not cover the year, since bank holidays are not guessed', () => {
    assert.deepEqual(faultsOf(changed(['knownTo: 2028-12-31', 'knownTo: 2026-12-31'])), [
      'testshire.yaml line 14: calendar “england” knows bank holidays from 2019-01-01 to 2026-12-31, which does not cover the year.',
    ])
  })

  it('names the question of a tool that cannot be asked', () => {
    const text = readFileSync(join(shipped, 'swindon-2026-27.yaml'), 'utf8')
    const line = (text.slice(0, text.indexOf('id: early-assessment-why-not')).match(/\n/g)?.length ?? 0) + 1
    const wrong = text.replace(
      'show when early-assessment is No, though',
      'show when early-assessment is Perhaps, though',
    )
    assert.notEqual(wrong, text)
    const faults = faultsOf(wrong)
    assert.equal(faults.length, 1)
    assert.match(
      String(faults[0]),
      new RegExp(
        `^testshire\\.yaml line ${line}: tool “ce-children-2026”, question “early-assessment-why-not” is shown when “early-assessment” is “Perhaps,`,
      ),
    )
  })
})
