import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Sql } from '../database/sql.js';
import { Metrics } from './metrics.service.js';

/** How busy the connections to the database are, for Prometheus. */
@Injectable()
export class PoolMetrics {
  constructor({ registry }: Metrics, sql: Sql) {
    new Gauge({
      name: 'eventloom_database_connections',
      help: 'Connections of this process to the database that are in use or idle, and statements that wait for one',
      labelNames: ['state'],
      registers: [registry],
      collect() {
        const { total, idle, waiting } = sql.connections;
        this.set({ state: 'used' }, total - idle);
        this.set({ state: 'idle' }, idle);
        this.set({ state: 'waiting' }, waiting);
      },
    });
  }
}
