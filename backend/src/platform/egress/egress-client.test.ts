import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgressClient, type EgressAnswer, type EgressCall, type EgressClient } from './egress-client.js';
import { MAX_BODY_BYTES } from './read-body.js';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server of this very machine; returns its port. */
async function serve(listener: RequestListener): Promise<number> {
  const server: Server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return (server.address() as AddressInfo).port;
}

function clientOf(options: Parameters<typeof createEgressClient>[0]): EgressClient {
  const client = createEgressClient(options);
  closing.push(() => client.close());
  return client;
}

function get(client: EgressClient, url: string, headers: Record<string, string> = {}): Promise<EgressAnswer> {
  return client.request({ method: 'GET', url, headers, signal: AbortSignal.timeout(5_000) });
}

/** Looks up names in a table, as a name server under an attacker's control would answer. */
function answering(table: Record<string, LookupAddress[]>) {
  return (host: string, _family: number, callback: (error: Error | null, found: LookupAddress[]) => void) => {
    callback(null, table[host] ?? []);
  };
}

const loopback: LookupAddress = { address: '127.0.0.1', family: 4 };

describe(createEgressClient.name, () => {
  it('sends the request and returns status, headers and body', async () => {
    const port = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => {
        response.writeHead(201, { 'X-Seen': `${request.method} ${request.url} ${request.headers['x-a']}` });
        response.end(text.toUpperCase());
      });
    });
    const answer = await clientOf({ allow: ['127.0.0.0/8'] }).request({
      method: 'POST',
      url: `http://127.0.0.1:${port}/orders?a=1#here`,
      headers: { 'X-A': 'b' },
      body: 'hello',
      signal: AbortSignal.timeout(5_000),
    });
    expect(answer).toMatchObject({ status: 201, headers: { 'x-seen': 'POST /orders?a=1 b' }, body: 'HELLO' });
  });

  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    '127。0。0。1',
    '①②⑦.0.0.1',
    '%31%32%37.0.0.1',
    '127.0.0.1.',
    '10.0.0.1',
    '172.16.5.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.170',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    'localhost',
    'LOCALHOST',
  ])('does not reach %s', async (host) => {
    let reached = false;
    const port = await serve((_, response) => {
      reached = true;
      response.end();
    });
    await expect(get(clientOf({ allow: [] }), `http://${host}:${port}/`)).rejects.toMatchObject({
      code: 'EGRESS_BLOCKED',
      message: expect.stringContaining('EVENTLOOM_EGRESS_ALLOW') as string,
    });
    expect(reached).toBe(false);
  });

  it('names the host, and the address that it stands for', async () => {
    const client = clientOf({ allow: [], findAddresses: answering({ 'intra.example': [loopback] }) });
    await expect(get(client, 'http://intra.example/')).rejects.toThrow('intra.example (127.0.0.1) is not a public');
  });

  it('reaches what is allowed by name or by range, however it is written', async () => {
    const port = await serve((_, response) => response.end('in'));
    const findAddresses = answering({ 'intra.example': [loopback] });
    for (const [entry, host] of [
      ['127.0.0.0/8', '127.0.0.1'],
      ['127.0.0.1', '2130706433'],
      ['127.0.0.0/8', '[::ffff:127.0.0.1]'],
      ['::ffff:127.0.0.0/104', '127.0.0.1'],
      ['Intra.Example', 'intra.example'],
      ['127.0.0.0/8', 'intra.example'],
    ] as const)
      expect(await get(clientOf({ allow: [entry], findAddresses }), `http://${host}:${port}/`)).toMatchObject({
        body: 'in',
      });
  });

  it('does not take a name for a name that merely ends or begins like it', async () => {
    const table = { 'evil-intra.example': [loopback], 'intra.example.evil': [loopback], 'a.intra.example': [loopback] };
    const client = clientOf({ allow: ['intra.example'], findAddresses: answering(table) });
    for (const host of Object.keys(table))
      await expect(get(client, `http://${host}/`)).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
  });

  it('connects to the address that was checked when the name server changes its answer', async () => {
    let asked = 0;
    let reached = false;
    const port = await serve((_, response) => {
      reached = true;
      response.end();
    });
    const client = clientOf({
      allow: ['127.0.0.2'],
      findAddresses: (_host, _family, callback) => {
        asked += 1;
        callback(null, [asked === 1 ? { address: '127.0.0.2', family: 4 } : loopback]);
      },
    });
    const url = `http://rebind.example:${port}/`;
    await expect(get(client, url)).rejects.toMatchObject({ code: 'HTTP_UNREACHABLE' });
    expect(asked).toBe(1);
    await expect(get(client, url)).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
    expect(reached).toBe(false);
  });

  it('uses only the safe ones among the addresses of a name', async () => {
    const port = await serve((_, response) => response.end('in'));
    const table = { 'both.example': [{ address: '10.0.0.1', family: 4 }, loopback] };
    const client = clientOf({ allow: ['127.0.0.1'], findAddresses: answering(table) });
    expect(await get(client, `http://both.example:${port}/`)).toMatchObject({ body: 'in' });
  });

  it('checks where a redirect leads', async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: 'http://[::1]:1/' }).end());
    await expect(get(clientOf({ allow: ['127.0.0.1'] }), `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'EGRESS_BLOCKED',
    });
  });

  it('keeps credentials on redirects within an origin and takes them off for another', async () => {
    const echo: RequestListener = (request, response) => response.end(JSON.stringify(request.headers));
    const other = await serve(echo);
    const port = await serve((request, response) => {
      if (request.url === '/same') response.writeHead(307, { location: '/end' }).end();
      else if (request.url === '/other') response.writeHead(307, { location: `http://u:p@127.0.0.1:${other}/` }).end();
      else echo(request, response);
    });
    const client = clientOf({ allow: ['127.0.0.1'] });
    const headers = { Authorization: 'Bearer s', Cookie: 's=1', 'X-Api-Key': 's', Accept: 'text/plain' };
    const credentials = { authorization: 'Bearer s', cookie: 's=1', 'x-api-key': 's' };

    const same = await get(client, `http://127.0.0.1:${port}/same`, headers);
    expect(JSON.parse(same.body)).toMatchObject({ ...credentials, accept: 'text/plain' });

    const crossed: unknown = JSON.parse((await get(client, `http://127.0.0.1:${port}/other`, headers)).body);
    expect(crossed).toMatchObject({ accept: 'text/plain' });
    for (const name of Object.keys(credentials)) expect(crossed).not.toHaveProperty(name);
  });

  it('gives up after five redirects', async () => {
    let requests = 0;
    const port = await serve((_, response) => {
      requests += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    await expect(get(clientOf({ allow: ['127.0.0.1'] }), `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'HTTP_REDIRECTS',
    });
    expect(requests).toBe(6);
  });

  it('sends the user and password of a URL as basic authorization', async () => {
    const port = await serve((request, response) => response.end(request.headers.authorization));
    const { body } = await get(clientOf({ allow: ['127.0.0.1'] }), `http://us%65r:p%40ss@127.0.0.1:${port}/`);
    expect(body).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
  });

  it('refuses an answer that is too large, packed or not', async () => {
    const large = Buffer.alloc(MAX_BODY_BYTES + 1);
    const port = await serve((request, response) => {
      if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(large));
      else response.end(large);
    });
    const client = clientOf({ allow: ['127.0.0.1'] });
    for (const path of ['', 'packed'])
      await expect(get(client, `http://127.0.0.1:${port}/${path}`)).rejects.toMatchObject({ code: 'OUTPUT_TOO_LARGE' });
  });

  it('unpacks an answer and reads its charset', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('grüß'));
      else
        response
          .writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' })
          .end(Buffer.from('grüß', 'latin1'));
    });
    const client = clientOf({ allow: ['127.0.0.1'] });
    expect((await get(client, `http://127.0.0.1:${port}/packed`)).body).toBe('grüß');
    expect((await get(client, `http://127.0.0.1:${port}/`)).body).toBe('grüß');
  });

  it('ends at the abort of the signal, with its reason', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/half') response.writeHead(200).write('half');
    });
    const client = clientOf({ allow: ['127.0.0.1'] });
    for (const path of ['', 'half']) {
      const controller = new AbortController();
      const reason = new Error('the run was cancelled');
      setTimeout(() => controller.abort(reason), 50);
      const call = { method: 'GET', url: `http://127.0.0.1:${port}/${path}`, headers: {}, signal: controller.signal };
      await expect(client.request(call)).rejects.toBe(reason);
    }
  });

  it('says HTTP_TIMEOUT when the signal was that of a time limit', async () => {
    const port = await serve(() => undefined);
    const call = { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, signal: AbortSignal.timeout(50) };
    await expect(clientOf({ allow: ['127.0.0.1'] }).request(call)).rejects.toMatchObject({ code: 'HTTP_TIMEOUT' });
  });

  it('says HTTP_UNREACHABLE when nobody listens, the name is unknown or the connection breaks', async () => {
    const port = await serve((request) => request.socket.destroy());
    const client = clientOf({ allow: ['127.0.0.1'] });
    for (const host of [`127.0.0.1:${port}`, '127.0.0.1:1', 'nowhere.invalid'])
      await expect(get(client, `http://${host}/`)).rejects.toMatchObject({
        code: 'HTTP_UNREACHABLE',
        message: expect.stringContaining(host) as string,
      });
  });

  it.each(['', 'not a url', '/path', 'file:///etc/passwd', 'gopher://127.0.0.1/', 'http://', 'unix:/run/docker.sock'])(
    'refuses %j as a URL',
    async (url) => {
      await expect(get(clientOf({ allow: [] }), url)).rejects.toMatchObject({ code: 'HTTP_URL_INVALID' });
    },
  );

  it('refuses headers and methods that would break out of the request', async () => {
    const client = clientOf({ allow: ['127.0.0.1'] });
    const call = { method: 'GET', url: 'http://127.0.0.1:1/', headers: {}, signal: AbortSignal.timeout(5_000) };
    const breaking: Partial<EgressCall>[] = [
      { headers: { 'x-a': 'b\r\nhost: evil' } },
      { headers: { 'a b': 'c' } },
      { method: 'GET / X' },
    ];
    for (const bad of breaking)
      await expect(client.request({ ...call, ...bad })).rejects.toMatchObject({ code: 'HTTP_REQUEST_INVALID' });
  });
});
