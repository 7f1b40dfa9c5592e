import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest'
import { unzipSync, unzlibSync } from 'fflate'
import { after, before, describe, it } from 'mocha'

const project = join(import.meta.dirname, '../..')
const written = join(project, 'out')
const checker = join(project, '../shared/conformance/check.mjs')

const node = (args: string[], zone = 'Europe/London') =>
  spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', env: { ...process.env, TZ: zone } })

/** Size of a PNG file and its pixels, four bytes each, as far as our own encoder writes them (one IDAT, no row filters). */
const readPng = (file: Uint8Array) => {
  const bytes = Buffer.from(file)
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const rows = unzlibSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)))
  assert.equal(rows.length, (width * 4 + 1) * height)
  const pixels = Array.from({ length: width * height }, (_, i) => {
    const at = Math.floor(i / width) * (width * 4 + 1) + 1 + (i % width) * 4
    return [...rows.subarray(at, at + 4)]
  })
  return { width, height, pixels }
}

describe('the Teams app package', () => {
  let folder = ''
  let files: Record<string, Uint8Array> = {}
  let manifest = ''

  before(() => {
    // Where `npm run package` writes, so that the checker can be run on it afterwards.
    const built = node(['manifest/build-package.ts'])
    assert.equal(built.status, 0, built.stderr)
    folder = mkdtempSync(join(tmpdir(), 'sightline-package-'))
    manifest = readFileSync(join(written, 'manifest.json'), 'utf8')
    files = unzipSync(readFileSync(join(written, 'sightline.zip')))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const iconAt = (name: string) => readPng(files[name] ?? assert.fail(`${name} is not in the package`))

  it('holds the manifest beside it and the two icons, and nothing else', () => {
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'manifest.json', 'outline.png'])
    assert.equal(Buffer.from(files['manifest.json'] ?? []).toString(), manifest)
  })

  it('is accepted by Microsoft’s own manifest library, without the network', async () => {
    const fetch = globalThis.fetch
    globalThis.fetch = () => assert.fail('the schema was asked for over the network')
    try {
      const read = TeamsManifestConverter.jsonToManifest(manifest)
      assert.equal(read.manifestVersion, '1.30')
      assert.deepEqual(await AppManifestUtils.validateAgainstSchema(read), [])
      const worse = { ...read, accentColor: 'blue' }
      assert.notDeepEqual(await AppManifestUtils.validateAgainstSchema(worse), [])
    } finally {
      globalThis.fetch = fetch
    }
  })

  it('passes the shared conformance check, where that is present beside the project', function () {
    if (!existsSync(checker)) this.skip()
    const file = join(written, 'manifest.json')
    const checked = node(['--import', './test/manifest/read-draft-04.ts', checker, 'manifest', file])
    assert.equal(checked.status, 0, checked.stdout + checked.stderr)
    assert.match(checked.stdout, /manifest: 1 hold, 0 do not/)
  })

  it('is the same, byte for byte, when it is built again in another time zone', () => {
    const again = mkdtempSync(join(tmpdir(), 'sightline-package-'))
    try {
      assert.equal(node(['manifest/build-package.ts', '--out', again], 'Pacific/Auckland').status, 0)
      for (const name of ['sightline.zip', 'manifest.json']) {
        assert.ok(readFileSync(join(again, name)).equals(readFileSync(join(written, name))), `${name} differs`)
      }
    } finally {
      rmSync(again, { recursive: true, force: true })
    }
  })

  it('has a colour icon of 192 pixels without holes and an outline of 32 that is white on nothing', () => {
    const color = iconAt('color.png')
    assert.deepEqual([color.width, color.height], [192, 192])
    assert.ok(color.pixels.every(([, , , opacity]) => opacity === 255))
    assert.ok(new Set(color.pixels.map(String)).size > 2, 'nothing is drawn')

    const outline = iconAt('outline.png')
    assert.deepEqual([outline.width, outline.height], [32, 32])
    assert.ok(outline.pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255))
    const opacities = outline.pixels.map(([, , , opacity]) => opacity)
    assert.ok(opacities.includes(0) && opacities.includes(255))
  })

  it('names nothing over plain http, no product of others in its name, and no permission to read messages', () => {
    assert.doesNotMatch(manifest, /http:/i)
    const { name, authorization, supportsChannelFeatures } = JSON.parse(manifest)
    assert.doesNotMatch(JSON.stringify(name), /teams|microsoft/i)
    assert.doesNotMatch(JSON.stringify(authorization), /message/i)
    assert.equal(supportsChannelFeatures, 'tier1')
  })

  it('takes an installation’s own ids and host from a settings file', () => {
    const example = readFileSync(join(project, 'manifest/example.env'), 'utf8')
    const settings = join(folder, 'ours.env')
    const id = '0b7d3c52-2f4e-4a86-9d10-6c1e8b5f7a24'
    writeFileSync(
      settings,
      example
        .replaceAll('sightline.example.org', 'qa.example.net')
        .replace(/^MicrosoftAppId=.*/m, `MicrosoftAppId=${id}`),
    )
    const out = join(folder, 'ours')
    assert.equal(node(['manifest/build-package.ts', '--env', settings, '--out', out]).status, 0)
    const ours = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    assert.deepEqual(ours.validDomains, ['qa.example.net'])
    assert.equal(ours.staticTabs[0].contentUrl, 'https://qa.example.net/tab/')
    assert.deepEqual(ours.webApplicationInfo, { id, resource: `api://qa.example.net/botid-${id}` })
    assert.equal(ours.bots[0].botId, id)
  })

  it('names every fault of a settings file at once and writes nothing', () => {
    const settings = join(folder, 'faulty.env')
    writeFileSync(
      settings,
      'TEAMS_APP_ID=sightline\nPUBLIC_HOST=https://a.example.org/x\nWEBSITE_URL=http://a.example.org/\n',
    )
    const out = join(folder, 'faulty')
    const { status, stderr } = node(['manifest/build-package.ts', '--env', settings, '--out', out])
    assert.equal(status, 1)
    for (const sentence of [
      /TEAMS_APP_ID must be a GUID/,
      /MicrosoftAppId is missing/,
      /PUBLIC_HOST must be a host name/,
      /WEBSITE_URL must be an address that starts with https/,
      /PRIVACY_URL is missing/,
    ])
      assert.match(stderr, sentence)
    assert.ok(!existsSync(out))
  })
})
