import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { compressPages } from '../../bot/compress-pages.ts'

const folder = fileURLToPath(new URL('../dist', import.meta.url))

/** Builds the tab into `tab/dist`, with compressed copies beside, because the server only sends what is there. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/tab/',
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  plugins: [{ name: 'compress-pages', closeBundle: () => compressPages(folder) }],
})
