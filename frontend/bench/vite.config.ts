import { defaultServerConditions, defineConfig } from 'vite';

/** Makes one program of the browser's half of the benchmarks, for Node. */
export default defineConfig({
  root: import.meta.dirname,
  ssr: {
    resolve: { conditions: ['source', ...defaultServerConditions] },
    noExternal: ['@eventloom/backend'],
  },
  build: { ssr: 'main.ts', outDir: '../.cache/bench', emptyOutDir: true, target: 'node20', sourcemap: true },
});
