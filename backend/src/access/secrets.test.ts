import { describe, expect, it } from 'vitest';
import { hashPassword, hashToken, isPassword, newToken } from './secrets.js';

describe(hashPassword.name, () => {
  it('makes an argon2id hash of its own each time, with the parameters that we promise', async () => {
    const hashes = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(new Set(hashes).size).toBe(2);
  });
});

describe(isPassword.name, () => {
  it('knows the password, and no other', async () => {
    const hash = await hashPassword('pässword 🐎');
    expect(await isPassword(hash, 'pässword 🐎')).toBe(true);
    for (const wrong of ['pässword 🐎 ', 'passwort', '', hash]) expect(await isPassword(hash, wrong)).toBe(false);
  });
});

describe(newToken.name, () => {
  it('is 256 random bits behind its prefix, that can stand in a header or a URL', () => {
    const tokens = Array.from({ length: 100 }, () => newToken('elk_'));
    for (const token of tokens) expect(token).toMatch(/^elk_[A-Za-z0-9_-]{43}$/);
    expect(new Set(tokens).size).toBe(100);
  });
});

describe(hashToken.name, () => {
  it('is the same for the same token and says nothing of it', () => {
    const token = newToken('elk_');
    expect(hashToken(token)).toBe(hashToken(token));
    expect(hashToken(token)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(hashToken(token)).not.toBe(hashToken(`${token} `));
    expect(hashToken('abc')).toBe(
      Buffer.from('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0', 'base64url').toString('base64url'),
    );
  });
});
