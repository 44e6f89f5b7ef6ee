import { defaultServerConditions, defineConfig } from 'vite';

/** Makes programs for Node of what drives a browser outside of the tests: each is one file in `.cache/programs`. */
export default defineConfig({
  root: import.meta.dirname,
  ssr: {
    resolve: { conditions: ['source', ...defaultServerConditions] },
    noExternal: ['@eventloom/backend'],
  },
  build: {
    ssr: true,
    outDir: '.cache/programs',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    // Side by side: what they share finds the server from the folder that it is in.
    rolldownOptions: {
      input: { bench: 'bench/main.ts', screenshots: 'screenshots/main.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
