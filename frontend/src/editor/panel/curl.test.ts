import { describe, expect, it } from 'vitest';
import { curlFor, hookUrl } from './curl';

describe(hookUrl.name, () => {
  it('needs a path, with or without slashes around it', () => {
    expect(hookUrl('http://x', { params: { path: '/orders/' } })).toBe('http://x/hooks/orders');
    expect(hookUrl('http://x', { params: {} })).toBeUndefined();
  });
});

describe(curlFor.name, () => {
  it('sends the sample and keeps its quotes', () => {
    const command = curlFor('http://x/hooks/a', { params: { method: 'PUT', sample: { name: "O'Hara" } } });
    expect(command).toContain('-X PUT');
    expect(command).toContain(`-d '{"name":"O'\\''Hara"}'`);
  });

  it('sends no body with a GET, and posts where any method will do', () => {
    expect(curlFor('http://x', { params: { method: 'GET' } })).toBe("curl 'http://x'");
    expect(curlFor('http://x', { params: { method: 'ANY' } })).toContain('-X POST');
  });
});
