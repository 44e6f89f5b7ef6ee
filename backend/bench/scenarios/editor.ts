import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeTempDir } from '../../test/support/servers.js';
import { editorFigures, type EditorMeasures } from '../editor-figures.js';
import { Product } from '../product.js';
import type { Scenario } from './scenario.js';

/** The browser's half; this file is compiled to `backend/.cache/bench/bench/scenarios`. */
const PROGRAM = fileURLToPath(new URL('../../../../../frontend/.cache/programs/bench.js', import.meta.url));

/** A workflow of 500 steps in a browser: how soon it can be worked on, and how fluidly. */
export const editor: Scenario = {
  name: 'editor',
  once: true,
  measure: async ({ options }) => {
    const { dir: dataDir, remove } = await makeTempDir();
    const product = await Product.start({ dataDir });
    try {
      const url = `http://${product.host}:${product.port}`;
      const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, url, String(options.rounds)]);
      return editorFigures(JSON.parse(stdout) as EditorMeasures[]);
    } finally {
      await product.stop();
      await remove();
    }
  },
};
