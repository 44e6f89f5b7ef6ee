import type { Account, Role } from '../../src/contract/index.js';
import type { Answer, TestApp } from './app.js';
import { expectStatus } from './workflows.js';

/** A person with a session, as far as tests need one. */
export interface Person {
  id: string;
  email: string;
  password: string;
  cookie: string;
  /** A request to `/api/v1` + path in this session. */
  call<Body = unknown>(method: string, path: string, body?: unknown): Promise<Answer<Body>>;
}

export function cookieOf({ headers }: Answer): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

export function tryLogIn<Body = unknown>(app: TestApp, email: string, password: string): Promise<Answer<Body>> {
  return app.request<Body>('POST', '/api/v1/session', { email, password });
}

/** Logs somebody in whom there is already. */
export async function logIn(app: TestApp, { id, email, password }: Omit<Person, 'cookie' | 'call'>): Promise<Person> {
  const answer = await tryLogIn(app, email, password);
  expectStatus(answer, 201);
  const cookie = cookieOf(answer);
  return {
    ...{ id, email, password, cookie },
    call: (method, path, body) => app.request(method, `/api/v1${path}`, body, { cookie }),
  };
}

/** Adds a user of that name with the API key, and logs them in. */
export async function addPerson(app: TestApp, name: string, role: Role): Promise<Person> {
  const account = { email: `${name.toLowerCase()}@example.com`, password: `the password of ${name}` };
  const added = await app.api<Account>('POST', '/users', { ...account, name, role });
  return logIn(app, { id: expectStatus(added, 201).id, ...account });
}
