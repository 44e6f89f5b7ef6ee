import { existsSync } from 'node:fs';
import { chromium, type BrowserServer } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** Launches an installed Chromium, else the one that comes inside the npm package and needs no network. */
export async function launchBrowser(): Promise<BrowserServer> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return chromium.launchServer({ executablePath: installed, args: FLAGS });
  const { default: packaged } = await import('@sparticuz/chromium');
  // In a single process the end of one window can take the whole browser with it.
  const own = packaged.args.filter((arg) => arg !== '--single-process');
  return chromium.launchServer({
    executablePath: await packaged.executablePath(),
    args: [...new Set([...own, ...FLAGS])],
  });
}
