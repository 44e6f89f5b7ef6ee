import { describe, expect, it } from 'vitest';
import { fingerprintOf, normaliseMessage } from './fingerprint.js';

describe(normaliseMessage.name, () => {
  it.each([
    ['Order 4711 costs 12.50, not -3', 'Order <n> costs <n>, not <n>'],
    ['No order 0198c1a2-7b3c-7def-8123-456789abcdef', 'No order <id>'],
    ['due 2026-01-02T03:04:05.678Z, not 2026-01-03', 'due <date>, not <date>'],
    ["\"Ada\" is no 'number', it can't be", "<text> is no <text>, it can't be"],
    ['Customer cus_9Kd82LmQ is gone', 'Customer <id> is gone'],
    ['at 0xDEADBEEF in block 9f86d081884c7d65', 'at <hex> in block <id>'],
    ['ada@example.com  has\tno box', '<email> has no box'],
    ['item7 of order-12', 'item<n> of order-<n>'],
    ['The server answered 503 after 120 ms', 'The server answered 503 after <n> ms'],
    ['status code 404 for part 404', 'status code 404 for part <n>'],
    ['\nfirst line 1\nsecond line', 'first line <n>'],
    ['', ''],
  ])('makes %j %j', (message, expected) => expect(normaliseMessage(message)).toBe(expected));

  it('takes no time over a long one', () => {
    const start = performance.now();
    for (const part of ['1', 'a1-', '"', "'", '2026-01-02', 'a@b.']) normaliseMessage(part.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe(fingerprintOf.name, () => {
  const failure = { workflowId: 'w1', nodeId: 'pay', code: 'HTTP_STATUS', message: 'Order 1 was refused' };
  const print = fingerprintOf(failure);

  it('is the same for what differs in data alone', () => {
    expect(fingerprintOf({ ...failure, message: 'Order 29 was refused' })).toBe(print);
    expect(print).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([{ workflowId: 'w2' }, { nodeId: 'ship' }, { nodeId: null }, { code: 'TIMEOUT' }, { message: 'No order 1' }])(
    'is another with %j',
    (other) => expect(fingerprintOf({ ...failure, ...other })).not.toBe(print),
  );
});
