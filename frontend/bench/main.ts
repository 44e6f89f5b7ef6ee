import { chromium } from 'playwright-core';
import { Api, createOwner, logIn } from '../e2e/support/api';
import { launchBrowser } from '../e2e/support/browser';
import { CHAIN_STEPS, largeWorkflow } from './large-workflow';
import { measureEditor, type EditorMeasures, type Landmarks } from './measure-editor';

const CHAINS = 20;
const SIZE = { width: 1440, height: 900 };
/** The corners are those of two chains. */
const LANDMARKS: Landmarks = {
  middle: 'c3_2_set',
  first: 'c6',
  last: 'c7_3_end',
  held: 'c6_2_set',
  between: 2 * CHAIN_STEPS,
  count: CHAINS * CHAIN_STEPS,
};

/** The browser's half of the scenario `editor`: `main.js <url> <rounds>` prints what each round was measured at. */
async function main(url = '', rounds = '1'): Promise<void> {
  await createOwner(url);
  const cookie = await logIn(url);
  const { id } = await new Api(url, cookie).createWorkflow({ name: '500 steps', graph: largeWorkflow(CHAINS) });
  const measures: EditorMeasures[] = [];
  for (let round = 0; round < Number(rounds); round += 1) measures.push(await visit(url, cookie, id));
  process.stdout.write(`${JSON.stringify(measures)}\n`);
}

/** Each visit has a browser of its own, so that none finds scripts that are compiled already. */
async function visit(url: string, cookie: string, workflowId: string): Promise<EditorMeasures> {
  const server = await launchBrowser();
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const context = await browser.newContext({ baseURL: url, viewport: SIZE });
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url }]);
    return await measureEditor(context, workflowId, LANDMARKS);
  } finally {
    await server.close();
  }
}

await main(...process.argv.slice(2));
