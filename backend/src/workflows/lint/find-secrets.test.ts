import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../../contract/index.js';
import { findSecrets } from './find-secrets.js';

const nodeWith = (params: GraphNode['params']): GraphNode => ({ id: 'call', type: 'http-request', params });
const pointersIn = (params: GraphNode['params']) => findSecrets(nodeWith(params), 2).map(({ pointer }) => pointer);

/** Put together here, so that nobody who looks for secrets in this repository finds them. */
const TOKENS = [
  ['AKIA', 'IOSFODNN7EXAMPLE'],
  ['ghp_', 'a'.repeat(36)],
  ['xoxb-', '1234567890-abcdef'],
  ['sk_live_', 'a1b2c3d4e5f6a7b8'],
  ['-----BEGIN RSA ', 'PRIVATE KEY-----'],
  ['eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N'],
].map((parts) => parts.join(''));

describe(findSecrets.name, () => {
  it.each(TOKENS)('knows tokens by their shape, wherever they stand (%#)', (token) => {
    expect(pointersIn({ body: { note: [`it is ${token}`] } })).toEqual(['/nodes/2/params/body/note/0']);
    expect(pointersIn({ code: `return fetch("${token}")` })).toEqual(['/nodes/2/params/code']);
  });

  it('knows secrets by their names, however these are written', () => {
    const headers = { Authorization: 'Basic abc', 'X-API-Key': 'abc', Accept: 'text/plain' };
    expect(pointersIn({ headers })).toEqual([
      '/nodes/2/params/headers/Authorization',
      '/nodes/2/params/headers/X-API-Key',
    ]);
    expect(pointersIn({ body: { client_secret: 'abc', name: 'Ada' } })).toHaveLength(1);
  });

  it('finds a password in an address', () => {
    expect(pointersIn({ url: 'https://ada:pass@example.com/' })).toEqual(['/nodes/2/params/url']);
    expect(pointersIn({ url: 'https://example.com:8080/a@b?at=12:30' })).toEqual([]);
  });

  it('has nothing against what an expression gives', () => {
    const headers = { Authorization: 'Bearer {{ vars.token }}', 'X-Api-Key': '{{ steps.login.key }}' };
    expect(pointersIn({ headers, url: 'https://ada:{{ vars.word }}@example.com/' })).toEqual([]);
  });

  it('takes the names in an example for what they are, and empty texts for nothing', () => {
    expect(pointersIn({ sample: { password: 'hunter2' }, body: { password: '' } })).toEqual([]);
  });

  it('never repeats the secret', () => {
    const found = findSecrets(nodeWith({ url: 'https://ada:hunter2@example.com/', body: TOKENS.join(' ') }), 0);
    expect(found).toHaveLength(2);
    const told = JSON.stringify(found);
    for (const secret of ['hunter2', ...TOKENS]) expect(told).not.toContain(secret);
  });
});
