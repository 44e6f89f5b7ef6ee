import { describe, expect, it } from 'vitest';
import { followRedirect } from './redirect.js';

const request = {
  method: 'POST',
  url: new URL('https://api.example/orders'),
  headers: { 'content-type': 'application/json', authorization: 'Bearer s' },
  body: '{}',
};

describe(followRedirect.name, () => {
  it.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('turns a POST after %i into a %s', (status, method) => {
    const followed = followRedirect(request, status, '/moved');
    expect(followed).toMatchObject({ method, url: new URL('https://api.example/moved') });
    expect(followed?.body).toBe(method === 'POST' ? '{}' : undefined);
    expect(followed?.headers['content-type']).toBe(method === 'POST' ? 'application/json' : undefined);
  });

  it('leaves the methods that ask for nothing to be changed', () => {
    for (const method of ['GET', 'HEAD'])
      expect(followRedirect({ ...request, method }, 302, '/moved')).toMatchObject({ method });
    expect(followRedirect({ ...request, method: 'HEAD' }, 303, '/moved')).toMatchObject({ method: 'HEAD' });
    expect(followRedirect({ ...request, method: 'PUT' }, 303, '/moved')).toMatchObject({ method: 'GET' });
  });

  it('takes another port, another scheme and a subdomain for another origin', () => {
    for (const location of ['https://api.example:8443/', 'http://api.example/', 'https://a.api.example/', '//evil/'])
      expect(followRedirect(request, 307, location)?.headers).toEqual({ 'content-type': 'application/json' });
  });

  it('takes no credentials from the address that it is sent to', () => {
    expect(followRedirect(request, 307, 'https://u:p@api.example/')?.url.href).toBe('https://api.example/');
  });

  it('lets an answer be that is no redirect or leads nowhere', () => {
    expect(followRedirect(request, 200, '/moved')).toBeNull();
    expect(followRedirect(request, 304, '/moved')).toBeNull();
    expect(followRedirect(request, 302, undefined)).toBeNull();
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'javascript:alert(1)', 'data:,hi', 'http://'])(
    'refuses %s',
    (location) => {
      expect(() => followRedirect(request, 302, location)).toThrow(
        expect.objectContaining({ code: 'HTTP_URL_INVALID' }),
      );
    },
  );
});
