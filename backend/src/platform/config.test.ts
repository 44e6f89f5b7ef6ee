import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.js';

describe(loadConfig.name, () => {
  it('listens on loopback port 3000 with everything in one process by default', () => {
    expect(loadConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', role: 'all', dataDir: './.eventloom' });
  });

  it('takes events as they come, while there is room for them, unless somebody says otherwise', () => {
    const { maxPendingRuns, maxWaitingBytes, sourceRate } = loadConfig({ EVENTLOOM_MAX_WAITING_MB: '2' });
    expect({ maxPendingRuns, maxWaitingBytes, sourceRate }).toEqual({
      maxPendingRuns: 1_000_000,
      maxWaitingBytes: 2 * 1024 * 1024,
      sourceRate: undefined,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ REDIS_URL: '' }).redisUrl).toBeUndefined();
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['EVENTLOOM_ROLE', 'boss'],
    ['EVENTLOOM_API_KEY', 'short'],
    ['EVENTLOOM_RETENTION_DAYS', '0'],
    ['EVENTLOOM_OWNER_EMAIL', 'nobody'],
    ['EVENTLOOM_MAX_PENDING_RUNS', '0'],
    ['EVENTLOOM_SOURCE_RATE', '1.5'],
  ])('refuses %s=%s with one line that names the variable', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });

  it('asks for a database that processes can share when they split the work', () => {
    expect(() => loadConfig({ EVENTLOOM_ROLE: 'worker' })).toThrow(/^DATABASE_URL: /);
  });

  it('splits the list of hosts that nodes may reach', () => {
    expect(loadConfig({ EVENTLOOM_EGRESS_ALLOW: '127.0.0.0/8, db.internal' }).egressAllow).toEqual([
      '127.0.0.0/8',
      'db.internal',
    ]);
  });
});
