import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const api = process.env.EVENTLOOM_DEV_API ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  // `source` leads the imports of the contract and the engine to their TypeScript, so nothing has to be built first.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  server: {
    proxy: Object.fromEntries(['/api', '/hooks', '/health', '/openapi.json'].map((path) => [path, { target: api }])),
  },
  // The largest chunk holds every icon there is, and hardly anyone loads it.
  build: { target: 'es2022', sourcemap: true, chunkSizeWarningLimit: 800 },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    setupFiles: ['src/app/test-setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
