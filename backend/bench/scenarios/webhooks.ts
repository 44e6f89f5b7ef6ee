import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startBareNest, startBarePath } from '../anchors/start-anchor.js';
import { bytesPerRun } from '../stored-bytes.js';
import { ACCEPT, CODE, effect, PIPELINE, SYNC } from '../workflows.js';
import type { BenchRun, Scenario } from './scenario.js';
import { measureWebhook } from './webhook-load.js';
import { withBacking, withProduct } from './with-product.js';

/** Webhook to 202, against Nest and Fastify that store nothing. */
const accept: Scenario = {
  name: 'accept',
  measure: (run) =>
    withProduct(run, { accept: ACCEPT }, async (product, backing) => {
      const anchor = await startBareNest();
      const goals = { ratio: { least: 0.5 }, p99: { most: 25 } };
      const { all } = await measureWebhook(
        run,
        { product, backing },
        { scenario: 'accept', hook: 'accept', connections: 64, anchor, rate: 'accepted', goals },
      );
      await anchor.stop();
      return all;
    }),
};

/** webhook -> set -> if -> set, finished and in history, against the way of an event with nothing around it. */
const pipeline: Scenario = {
  name: 'pipeline',
  measure: (run) =>
    withProduct(run, { pipeline: PIPELINE }, (product, backing) =>
      withBacking(run.backing, async (other) => {
        const anchor = await startBarePath(other);
        const figures = await measureWebhook(
          run,
          { product, backing },
          {
            ...{ scenario: 'pipeline', hook: 'pipeline', connections: 64, anchor, rate: 'completed' },
            goals: { ratio: { least: 0.9 } },
          },
        );
        await anchor.stop();
        const { total, beyondPayload } = await bytesPerRun(backing);
        return figures
          .add('on disk for each run', total, 'bytes')
          .add('on disk for each run, beyond its payload', beyondPayload, 'bytes', { goal: { most: 1536 } }).all;
      }),
    ),
};

/** A webhook that answers with the last node. */
const sync: Scenario = {
  name: 'sync',
  measure: (run) => measureAnswered(run, 'sync', { sync: SYNC }, { rate: { least: 1000 }, p50: { most: 15 } }),
};

/** A code node, answered with what it returns. */
const code: Scenario = {
  name: 'code',
  measure: (run) => measureAnswered(run, 'code', { code: CODE }, { rate: { least: 1000 } }),
};

function measureAnswered(
  run: BenchRun,
  scenario: string,
  workflows: Parameters<typeof withProduct>[1],
  goals: Parameters<typeof measureWebhook>[2]['goals'],
) {
  return withProduct(run, workflows, async (product, backing) => {
    const load = { scenario, hook: scenario, connections: 16, rate: 'accepted', ...(goals && { goals }) } as const;
    return (await measureWebhook(run, { product, backing }, load)).all;
  });
}

/** One request to a server on this machine. */
const effectScenario: Scenario = {
  name: 'effect',
  measure: async (run) => {
    const world = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
    await new Promise<void>((resolve) => world.listen(0, '127.0.0.1', resolve));
    const { port } = world.address() as AddressInfo;
    const workflows = { effect: effect(`http://127.0.0.1:${port}/`) };
    const figures = await withProduct(run, workflows, (product, backing) =>
      measureWebhook(
        run,
        { product, backing },
        { scenario: 'effect', hook: 'effect', connections: 64, rate: 'completed' },
      ),
    );
    world.close();
    return figures.all;
  },
};

export const WEBHOOK_SCENARIOS: readonly Scenario[] = [accept, pipeline, effectScenario, sync, code];
