import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApiKey } from './api-key.entity.js';

/** API keys in the database. */
@Injectable()
export class ApiKeysRepository {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  /** Newest first. */
  list(): Promise<ApiKey[]> {
    return this.keys.find({ order: { createdAt: 'DESC', id: 'DESC' } });
  }

  insert(key: Omit<ApiKey, 'createdAt'>): Promise<ApiKey> {
    return this.keys.save({ ...key, createdAt: new Date() });
  }

  findByHash(keyHash: string): Promise<ApiKey | null> {
    return this.keys.findOneBy({ keyHash });
  }

  async noteUse(id: string, lastUsedAt: Date): Promise<void> {
    await this.keys.update({ id }, { lastUsedAt });
  }

  /** @returns whether there was such a key */
  async delete(id: string): Promise<boolean> {
    return ((await this.keys.delete({ id })).affected ?? 0) > 0;
  }
}
