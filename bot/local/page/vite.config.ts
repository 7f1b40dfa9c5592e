import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { compressPages } from '../../compress-pages.ts'

const compressed = (): Plugin => {
  let folder = ''
  return {
    name: 'compress-pages',
    configResolved: ({ build }) => {
      folder = build.outDir
    },
    closeBundle: () => compressPages(folder),
  }
}

/** Builds the page of local Teams into `bot/local/dist`, with compressed copies beside. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/local/',
  build: {
    outDir: fileURLToPath(new URL('../dist', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  plugins: [compressed()],
})
