import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'mocha'
import { movesDiagram } from '../assurance/moves-diagram.ts'

const readme = readFileSync('README.md', 'utf8')

describe('The README', () => {
  it('draws the table of moves as the code has it', () => {
    assert.ok(readme.includes(movesDiagram()), `Put this into README.md:\n${movesDiagram()}`)
  })

  it('names the two commands', () => {
    assert.match(readme, /npm ci && npm start/)
    assert.match(readme, /npm ci && npm test/)
  })

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, path = '']) => path)
    assert.ok(links.length > 10)
    assert.deepEqual(
      links.filter((path) => !existsSync(path)),
      [],
    )
  })

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name)
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    )
  })
})
