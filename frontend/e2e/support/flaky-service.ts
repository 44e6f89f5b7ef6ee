import { once } from 'node:events';
import { createServer } from 'node:http';

export interface FlakyService {
  url: string;
  /** From now on it answers 200. */
  mend: () => void;
  stop: () => Promise<void>;
}

/** A service on this machine that answers 503 until it is mended. */
export async function startFlakyService(): Promise<FlakyService> {
  let status = 503;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ reserved: status === 200 }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The service has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/reserve`,
    mend: () => (status = 200),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
