import type { ClientBase } from 'pg';

/**
 * For `onConnect` of a pool. A pool hears the errors of idle connections only: when the server goes away while somebody
 * holds a connection and waits for nothing on it, the error that nobody hears would end the process. Whoever uses the
 * connection next is told in any case.
 */
export function hearErrors(client: ClientBase): void {
  client.on('error', () => undefined);
}
