import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../src/platform/config.js';
import { startEventloom, type Eventloom } from '../src/start-eventloom.js';
import { rawRequest, requestHead } from './support/raw-request.js';
import { makeTempDir } from './support/servers.js';

let eventloom: Eventloom;
let removeDir: () => Promise<void>;
beforeAll(async () => {
  const { dir, remove } = await makeTempDir();
  removeDir = remove;
  const environment = { PORT: '0', EVENTLOOM_DATA_DIR: path.join(dir, 'data'), LOG_LEVEL: 'error' };
  eventloom = await startEventloom(loadConfig(environment));
});
afterAll(async () => {
  await eventloom.close();
  await removeDir();
});

describe('a client that does not finish its request', () => {
  it('is told 408 after fifteen seconds, whether it is slow with the head or with the body', async () => {
    const head = requestHead('POST', '/hooks/slow', { 'content-type': 'application/json', 'content-length': '100' });
    const start = Date.now();
    const answers = await Promise.all([
      rawRequest(eventloom.url, ['POST /hooks/slow HTTP/1.1\r\nhost: localhost\r\nx-slow: ']),
      rawRequest(eventloom.url, [head, '{"half":']),
    ]);
    for (const { status, head: answered, body } of answers) {
      expect(status).toBe(408);
      expect(answered).toContain('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
    }
    const seconds = (Date.now() - start) / 1000;
    expect(seconds).toBeGreaterThan(14);
    expect(seconds).toBeLessThan(25);
    expect((await fetch(`${eventloom.url}/health/live`)).status).toBe(200);
  });
});
