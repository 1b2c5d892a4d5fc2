import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { budget } from './build/budget.ts'
import { precompress } from './build/precompress.ts'

const server = process.env.MAILLAGE_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue(), budget(), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: 'false' },
  // A font inlined as `data:` would be refused by `font-src 'self'`.
  build: { assetsInlineLimit: 0, manifest: true, target: 'es2022' },
  server: { proxy: { '/api': server } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'build/**/*.test.ts'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // Vitest leaves a processor idle by default, which on two is half of them.
    maxWorkers: '100%',
    // A slow machine is not a failure: axe reads a whole page in some tests.
    testTimeout: 60_000,
  },
})
