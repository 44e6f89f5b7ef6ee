import react from '@vitejs/plugin-react';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defaultClientConditions, defaultServerConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const api = process.env.EVENTLOOM_DEV_API ?? 'http://127.0.0.1:3000';

/** Puts a gzipped copy beside each script and style sheet, so that the server has nothing to compress. */
function gzippedCopies(): Plugin {
  return {
    name: 'gzipped-copies',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name));
      for (const name of texts.map((each) => join(dir, each)))
        await writeFile(`${name}.gz`, gzipSync(await readFile(name), { level: 9 }));
    },
  };
}

/** Leaves out of zod what tells a schema as JSON Schema: the pages only read what the server sends. */
function withoutJsonSchemas(): Plugin {
  const isLeftOut = /zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
  return {
    name: 'without-json-schemas',
    apply: 'build',
    transform(code, id) {
      if (!isLeftOut.test(id)) return undefined;
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
      return { code: names.map((name) => `export const ${name} = () => undefined;`).join('\n'), map: null };
    },
  };
}

export default defineConfig({
  plugins: [react(), withoutJsonSchemas(), gzippedCopies()],
  // `source` leads the imports of the contract and the engine to their TypeScript, so nothing has to be built first.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  server: {
    proxy: Object.fromEntries(['/api', '/hooks', '/health', '/openapi.json'].map((path) => [path, { target: api }])),
  },
  // Only a worker imports it: found there as late as that, it would make the page load again in the middle of the work.
  optimizeDeps: { include: ['@dagrejs/dagre'] },
  // The largest chunk holds every icon there is, and hardly anyone loads it.
  build: { target: 'es2022', sourcemap: true, chunkSizeWarningLimit: 800 },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    setupFiles: ['src/app/test-setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
