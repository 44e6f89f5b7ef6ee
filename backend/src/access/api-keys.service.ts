import { Injectable } from '@nestjs/common';
import type { ApiKey as ApiKeyView, CreatedApiKey } from '../contract/index.js';
import { AppError } from '../platform/errors/app-error.js';
import { isId, newId } from '../platform/ids.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { hashToken, newToken } from './secrets.js';

const PREFIX = 'evl_';

/** A key that was right is not looked up again for so long; a key that is revoked in another process works until then. */
const TRUST_MS = 5000;

type KnownKey = Pick<ApiKey, 'id' | 'name'>;

/** Keys for programs. */
@Injectable()
export class ApiKeysService {
  private readonly trusted = new Map<string, { until: number; known: KnownKey }>();

  constructor(private readonly keys: ApiKeysRepository) {}

  async list(): Promise<ApiKeyView[]> {
    return (await this.keys.list()).map(toView);
  }

  async create(name: string, expiresAt: string | undefined): Promise<CreatedApiKey> {
    const key = newToken(PREFIX);
    const saved = await this.keys.insert({
      id: newId(),
      name,
      prefix: key.slice(0, PREFIX.length + 4),
      keyHash: hashToken(key),
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      lastUsedAt: null,
    });
    return { ...toView(saved), key };
  }

  async revoke(id: string): Promise<void> {
    if (!isId(id) || !(await this.keys.delete(id))) throw new AppError('NOT_FOUND', 'There is no such key.');
    this.trusted.clear();
  }

  /** What is known of a key that is one of ours and has not expired. */
  async find(key: string): Promise<KnownKey | undefined> {
    const keyHash = hashToken(key);
    const now = Date.now();
    const trusted = this.trusted.get(keyHash);
    if (trusted && trusted.until > now) return trusted.known;
    const found = await this.keys.findByHash(keyHash);
    if (!found || (found.expiresAt && found.expiresAt.getTime() <= now)) return undefined;
    await this.keys.noteUse(found.id, new Date(now));
    const until = Math.min(now + TRUST_MS, found.expiresAt?.getTime() ?? Infinity);
    const known = { id: found.id, name: found.name };
    this.trusted.set(keyHash, { until, known });
    return known;
  }
}

function toView({ id, name, prefix, createdAt, expiresAt, lastUsedAt }: ApiKey): ApiKeyView {
  return {
    id,
    name,
    prefix,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
