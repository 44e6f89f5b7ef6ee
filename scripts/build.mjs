// Builds the parts that are named, if their sources changed since: node scripts/build.mjs backend
import { ensureBuilt } from './lib/build.mjs';
import { main } from './lib/run.mjs';

await main(() => ensureBuilt(...process.argv.slice(2)));
