import assert from 'node:assert/strict'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, it } from 'mocha'
import { longestFileName, safeFileName } from '../../assurance/file-name.ts'
import { evidenceLimit, safeFile } from '../../assurance/safe-file.ts'

const bytesOf = (...bytes: readonly number[]) => Uint8Array.from(bytes)
const text = (words: string) => strToU8(words)
const office = (folder: string, more: { [name: string]: Uint8Array } = {}) =>
  zipSync({ '[Content_Types].xml': text('<Types/>'), [`${folder}/main.xml`]: text('<x/>'), ...more })

/** An older Office file with entries of these names in its directory. */
const older = (...names: readonly string[]) => {
  const bytes = new Uint8Array(512 + names.length * 128)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  for (const [at, name] of names.entries()) {
    const from = 512 + at * 128
    for (let n = 0; n < name.length; n++) bytes[from + n * 2] = name.charCodeAt(n)
    bytes[from + 64] = (name.length + 1) * 2
    bytes[from + 66] = 2
  }
  return bytes
}

const pdf = text('%PDF-1.7\n1 0 obj\n')
const png = bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0)
const program = bytesOf(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0)

const refusal = (name: string, bytes: Uint8Array): string => {
  const result = safeFile({ name, bytes })
  assert.ok('refusal' in result, `${name} was taken`)
  return result.refusal
}
const nameOf = (name: string, bytes: Uint8Array = pdf): string => {
  const result = safeFile({ name, bytes })
  assert.ok('name' in result, JSON.stringify(result))
  return result.name
}

describe('A file of evidence', () => {
  const good: readonly [string, Uint8Array, string][] = [
    ['Audit.pdf', pdf, 'application/pdf'],
    ['Notes.docx', office('word'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Figures.xlsx', office('xl'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['Slides.pptx', office('ppt'), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['Old.doc', older('Root Entry', 'WordDocument'), 'application/msword'],
    ['Old.xls', older('Root Entry', 'Workbook'), 'application/vnd.ms-excel'],
    ['Old.ppt', older('Root Entry', 'PowerPoint Document'), 'application/vnd.ms-powerpoint'],
    ['Words.txt', text('Zażółć gęślą jaźń, 支援\r\n'), 'text/plain'],
    ['Windows.csv', bytesOf(0x63, 0x61, 0x66, 0xe9, 0x2c, 0x80, 0x31), 'text/csv'],
    ['Plan.png', png, 'image/png'],
    ['Photo.JPG', bytesOf(0xff, 0xd8, 0xff, 0xe0, 0, 1), 'image/jpeg'],
    ['Photo.jpeg', bytesOf(0xff, 0xd8, 0xff, 0xdb), 'image/jpeg'],
  ]
  for (const [name, bytes, type] of good)
    it(`is taken as ${type} where it is called ${name} and is one`, () => {
      const dot = name.lastIndexOf('.')
      assert.deepEqual(safeFile({ name, bytes }), { name: name.slice(0, dot) + name.slice(dot).toLowerCase(), type })
    })

  it('is refused empty, and above 25 MB with the limit named', () => {
    assert.match(refusal('a.pdf', new Uint8Array()), /“a\.pdf” is empty/)
    const large = new Uint8Array(evidenceLimit + 1)
    large.set(pdf)
    assert.match(refusal('a.pdf', large), /“a\.pdf” has 25\.1 MB\. A file may have at most 25 MB/)
    assert.equal(nameOf('a.pdf', large.subarray(0, evidenceLimit)), 'a.pdf')
  })

  const running: readonly [string, Uint8Array][] = [
    ['a program of Windows', program],
    ['a program of Linux', bytesOf(0x7f, 0x45, 0x4c, 0x46, 2)],
    ['a program of macOS', bytesOf(0xcf, 0xfa, 0xed, 0xfe, 7)],
    ['a bundle of macOS', bytesOf(0xca, 0xfe, 0xba, 0xbe, 0)],
    ['a script', text('#!/bin/sh\nrm -rf ~')],
    ['a script behind a byte order mark', bytesOf(0xef, 0xbb, 0xbf, 0x23, 0x21, 0x2f)],
  ]
  for (const [what, bytes] of running)
    it(`that is ${what} is refused whatever it is called, saying its name does not tell`, () => {
      for (const name of ['report.pdf', 'report.docx', 'report.txt', 'report.jpg'])
        assert.match(refusal(name, bytes), /What is inside “report\.\w+” is not what its name says: it is a program/)
      assert.match(refusal('setup.exe', bytes), /“setup\.exe” is a program or a script/)
    })

  for (const name of ['page.html', 'drawing.svg', 'code.js', 'mail.msg', 'pack.zip', 'noending', 'photo.pdf.exe'])
    it(`called ${name} is not on the list`, () => {
      assert.match(
        refusal(name, text('<svg onload="alert(1)"/>')),
        /PDF, Word, Excel, PowerPoint, plain text, CSV, PNG/,
      )
    })

  it('with macros is refused, by its ending and by what it holds', () => {
    assert.match(refusal('plan.docm', office('word')), /Save it as \.docx/)
    assert.match(refusal('plan.docx', office('word', { 'word/vbaProject.bin': program })), /holds macros/)
    assert.match(refusal('sums.xlsx', office('xl', { 'xl/macrosheets/sheet1.xml': png })), /holds macros/)
    assert.match(refusal('plan.doc', older('WordDocument', 'Macros', 'VBA')), /holds macros/)
  })

  it('locked with a password is refused, and says so', () => {
    assert.match(refusal('plan.docx', older('EncryptionInfo', 'EncryptedPackage')), /locked with a password/)
  })

  const mismatched: readonly [string, Uint8Array][] = [
    ['a.pdf', png],
    ['a.png', pdf],
    ['a.docx', office('xl')],
    ['a.docx', zipSync({ 'notes.txt': text('x') })],
    ['a.docx', office('word').subarray(0, 60)],
    ['a.doc', older('Workbook')],
    ['a.doc', older('SomethingElse')],
    ['a.txt', bytesOf(0xff, 0xfe, 0x61, 0x00)],
    ['a.txt', bytesOf(0xc3, 0x28, 0x81)],
    ['a.csv', bytesOf(0x61, 0x1b, 0x62)],
  ]
  for (const [name, bytes] of mismatched)
    it(`called ${name} is refused with ${[...bytes.subarray(0, 4)].join(' ')}… (${bytes.length}) inside`, () => {
      assert.match(refusal(name, bytes), /What is inside “a\.\w+” is not .*, as its name says/)
    })
})

describe('The name a file is kept under', () => {
  const named: readonly [string, string][] = [
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\me\\report.PDF', 'report.pdf'],
    ['C:report.pdf', 'report.pdf'],
    ['report\u202Efdp.pdf', 'reportfdp.pdf'],
    ['re\u200Bpo\uFEFFrt\u0000.pdf', 'report.pdf'],
    ['a"b*c:d<e>f?g|h#i%j.pdf', 'a-b-c-d-e-f-g-h-i-j.pdf'],
    ['~$report.pdf', '$report.pdf'],
    ['report. . .pdf. .', 'report.pdf'],
    ['CON.pdf', 'evidence CON.pdf'],
    ['lpt1.tar.pdf', 'evidence lpt1.tar.pdf'],
    ['a_vti_b_VTI_c.pdf', 'a-b-c.pdf'],
    ['.pdf', 'evidence.pdf'],
    ['..pdf', 'evidence.pdf'],
    ['\u202E.pdf', 'evidence.pdf'],
    ['cafe\u0301 \u00A0 plan.pdf', 'caf\u00E9 plan.pdf'],
    [`${'é'.repeat(300)}.pdf`, `${'é'.repeat(116)}.pdf`],
    [`${'a'.repeat(115)}😀.pdf`, `${'a'.repeat(115)}.pdf`],
  ]
  for (const [given, kept] of named)
    it(`is ${JSON.stringify(kept.slice(0, 24))} for ${JSON.stringify(given.slice(0, 28))}`, () => {
      assert.equal(nameOf(given), kept)
    })

  const awkward = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      fc.constantFrom(
        '..',
        '/',
        '\\',
        'C:',
        '~$',
        '_vti_',
        'CON',
        'nul.',
        '.',
        ' ',
        '\u202E',
        '\u200B',
        '\uD83D',
        'e\u0301',
      ),
    ),
    { maxLength: 12 },
  )

  it('never holds what SharePoint refuses or nobody sees, and is settled at once', () => {
    fc.assert(
      fc.property(awkward, fc.constantFrom('pdf', 'docx', 'jpeg'), (parts, ending) => {
        const name = safeFileName(`${parts.join('')}.${ending}`, ending)
        assert.ok(name.length <= longestFileName && name.length > ending.length + 1)
        assert.ok(name.endsWith(`.${ending}`))
        assert.doesNotMatch(name, /["*:<>?/\\|#%]|[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|_vti_/iu)
        assert.doesNotMatch(name, /^[\s.~]|[\s.]\.\w+$|^(con|prn|aux|nul|com\d|lpt\d)\./i)
        assert.equal(name, name.normalize('NFC'))
        assert.equal(safeFileName(name, ending), name)
      }),
      { numRuns: 2000 },
    )
  })

  it('whatever bytes come under whatever name, the answer is a name or a sentence', () => {
    fc.assert(
      fc.property(
        awkward,
        fc.constantFrom('', '.pdf', '.docx', '.txt', '.doc', '.exe', '.docm'),
        fc.constantFrom<readonly number[]>(
          [],
          [0x50, 0x4b, 3, 4],
          [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
          [0x4d, 0x5a],
        ),
        fc.uint8Array({ maxLength: 1500 }),
        (parts, ending, start, rest) => {
          const result = safeFile({ name: parts.join('') + ending, bytes: Uint8Array.from([...start, ...rest]) })
          if ('refusal' in result) assert.match(result.refusal, /^[^\p{C}]{20,600}[.]$/u)
          else assert.match(result.name, /\.(pdf|docx|txt|doc|\w+)$/)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
