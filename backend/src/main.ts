import { ConfigError, loadProcessConfig } from './platform/config.js';
import { startEventloom } from './start-eventloom.js';

/** Whatever still runs by then is cut off; milliseconds. */
const STOP_LIMIT = 9500;

async function main(): Promise<void> {
  const eventloom = await startEventloom(loadProcessConfig());
  process.stdout.write(`\nEventloom is ready: ${eventloom.url}\nStop it with Ctrl-C.\n\n`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    eventloom.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof ConfigError ? `${message}\n` : `Eventloom could not start: ${message}\n`);
  process.exit(1);
}

main().catch(fail);
