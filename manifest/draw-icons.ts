import type { Picture } from './encode-png.ts'

/** The accent colour of the app, shown by Teams around its icon; white on it has a contrast above 7:1. */
export const accent = '#1F4E79'

type Rgb = readonly [number, number, number]
/** Signed distance from a point to a shape, below zero inside; one unit is the width of the drawing. */
type Shape = (x: number, y: number) => number

const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius

const outlineOf =
  (shape: Shape, width: number): Shape =>
  (x, y) =>
    Math.abs(shape(x, y)) - width / 2

/** A level stroke with round ends. */
const stroke =
  (fromX: number, toX: number, atY: number, width: number): Shape =>
  (x, y) =>
    Math.sqrt((x - Math.min(Math.max(x, fromX), toX)) ** 2 + (y - atY) ** 2) - width / 2

/** An almond with its corners left and right: where two equal discs overlap. */
const almond = (cx: number, cy: number, halfWidth: number, halfHeight: number): Shape => {
  const radius = (halfWidth ** 2 + halfHeight ** 2) / (2 * halfHeight)
  const upper = disc(cx, cy + radius - halfHeight, radius)
  const lower = disc(cx, cy - radius + halfHeight, radius)
  return (x, y) => Math.max(upper(x, y), lower(x, y))
}

const either =
  (...shapes: Shape[]): Shape =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)))

/** An eye, and the clear line from it to what it looks at. `scale` is the width of the motif, `line` that of its strokes. */
const sightLine = (scale: number, line: number): Shape => {
  const left = 0.5 - scale / 2
  const eye = almond(left + scale * 0.34, 0.5, scale * 0.34 - line / 2, scale * 0.235)
  const seen = disc(left + scale * 0.93, 0.5, scale * 0.07)
  return either(
    outlineOf(eye, line),
    disc(left + scale * 0.34, 0.5, scale * 0.095),
    stroke(left + scale * 0.68, left + scale * 0.93, 0.5, line),
    seen,
  )
}

/** Samples a side of each pixel; the share of them inside the shape is the pixel's cover. */
const samples = 8

const coverOf = (shape: Shape, size: number, column: number, row: number): number => {
  let inside = 0
  for (let i = 0; i < samples * samples; i += 1) {
    const x = (column + ((i % samples) + 0.5) / samples) / size
    const y = (row + (Math.floor(i / samples) + 0.5) / samples) / size
    if (shape(x, y) <= 0) inside += 1
  }
  return inside / samples ** 2
}

const paint = (size: number, pixel: (column: number, row: number) => readonly [...Rgb, number]): Picture => {
  const pixels = new Uint8Array(size * size * 4)
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) pixels.set(pixel(column, row), (row * size + column) * 4)
  return { width: size, height: size, pixels }
}

const white: Rgb = [255, 255, 255]
const ground: Rgb = [0x1f, 0x4e, 0x79]

/** 192 × 192: the motif in white on the accent colour, square to its edges because Teams rounds the corners itself. */
export const drawColorIcon = (): Picture => {
  const motif = sightLine(0.66, 0.05)
  return paint(192, (column, row) => {
    const cover = coverOf(motif, 192, column, row)
    const [red, green, blue] = ground.map((channel, i) => Math.round(channel + ((white[i] ?? 0) - channel) * cover))
    return [red ?? 0, green ?? 0, blue ?? 0, 255]
  })
}

/** 32 × 32: the motif in pure white on nothing, as Teams asks of an outline icon. */
export const drawOutlineIcon = (): Picture => {
  const motif = sightLine(0.94, 0.075)
  return paint(32, (column, row) => [...white, Math.round(255 * coverOf(motif, 32, column, row))])
}
