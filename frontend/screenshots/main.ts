import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { Api, createOwner, logIn } from '../e2e/support/api';
import { launchBrowser } from '../e2e/support/browser';
import { startServer } from '../e2e/support/server';
import { makeExamples, type Examples } from './examples';
import type { Scene } from './scene';
import { SCENES } from './scenes';

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 1024];
const HEIGHT = 900;
const PATIENCE_MS = 10_000;

/** `screenshots.js <folder> [names...]` takes the named scenes, or all, in both themes and widths into the folder. */
async function main(folder: string, names: string[]): Promise<void> {
  const scenes = names.length === 0 ? SCENES : names.map(sceneOf);
  if (names.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [server, launched] = await Promise.all([startServer(), launchBrowser()]);
  try {
    const browser = await chromium.connect(launched.wsEndpoint());
    if (names.length === 0) await takeDoor(browser, server.url, folder);
    else await createOwner(server.url);
    const cookie = await logIn(server.url);
    const examples = await makeExamples(new Api(server.url, cookie));
    for (const scene of scenes) await takeScene(browser, { url: server.url, cookie, folder, examples }, scene);
  } finally {
    await launched.close();
    await server.stop();
  }
}

function sceneOf(name: string): Scene {
  const found = SCENES.find((scene) => scene.name === name);
  if (!found) throw new Error(`There is no scene "${name}", only ${SCENES.map((scene) => scene.name).join(', ')}`);
  return found;
}

interface Studio {
  url: string;
  cookie: string;
  folder: string;
  examples: Examples;
}

/** What is seen before one is logged in: the set-up while there is no owner, then the log-in. */
async function takeDoor(browser: Browser, url: string, folder: string): Promise<void> {
  for (const [path, button] of [
    ['setup', 'Create owner'],
    ['login', 'Log in'],
  ] as const) {
    if (path === 'login') await createOwner(url);
    for (const width of WIDTHS) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width, height: HEIGHT },
        reducedMotion: 'reduce',
      });
      await take(context, folder, {
        name: path,
        path: `/${path}`,
        width,
        arrange: (page) => page.getByRole('button', { name: button }).waitFor(),
      });
    }
  }
}

async function takeScene(browser: Browser, { url, cookie, folder, examples }: Studio, scene: Scene): Promise<void> {
  for (const width of WIDTHS) {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height: HEIGHT },
      reducedMotion: 'reduce',
    });
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url }]);
    await take(context, folder, { ...scene, path: scene.path(examples), width });
  }
}

interface View extends Omit<Scene, 'path'> {
  path: string;
  width: number;
}

/** Both themes of one view, in a window that is closed afterwards. */
async function take(context: BrowserContext, folder: string, { name, path, width, arrange }: View): Promise<void> {
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  try {
    await page.goto(path);
    await arrange(page);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      // Colours change within 180 ms; pictures, charts and previews come when they come.
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
    }
  } catch (error) {
    // The other scenes are taken all the same.
    await page.screenshot({ path: join(folder, `${name}-stuck-${width}.png`) });
    console.error(`${name} at ${width}:`, error);
    process.exitCode = 1;
  } finally {
    await context.close();
  }
}

const [folder = '', ...names] = process.argv.slice(2);
await main(folder, names);
