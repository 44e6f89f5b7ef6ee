import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.js';

describe(loadConfig.name, () => {
  it('listens on loopback port 3000 with everything in one process by default', () => {
    expect(loadConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', role: 'all', dataDir: './.eventloom' });
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
