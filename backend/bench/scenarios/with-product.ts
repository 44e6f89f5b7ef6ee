import type { Graph } from '../../src/contract/index.js';
import { startBacking, type Backing } from '../backing.js';
import { Product } from '../product.js';
import type { BenchRun } from './scenario.js';

/** Runs something on a new product with these workflows, and removes all of it afterwards. */
export async function withProduct<Result>(
  { backing: name }: BenchRun,
  workflows: Record<string, Graph>,
  use: (product: Product, backing: Backing) => Promise<Result>,
): Promise<Result> {
  return withBacking(name, async (backing) => {
    const product = await Product.start({ backing });
    try {
      for (const [workflow, graph] of Object.entries(workflows)) await product.publish(workflow, graph);
      return await use(product, backing);
    } finally {
      await product.stop();
    }
  });
}

/** Runs something on a new database (and Redis). */
export async function withBacking<Result>(
  name: BenchRun['backing'],
  use: (backing: Backing) => Promise<Result>,
): Promise<Result> {
  const backing = await startBacking(name);
  try {
    return await use(backing);
  } finally {
    await backing.stop();
  }
}
