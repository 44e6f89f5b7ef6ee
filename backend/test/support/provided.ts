declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which each test file makes databases of its own. */
    databaseServerUrl: string;
    /** Absent: the queues are on PostgreSQL. */
    redisServerUrl: string | undefined;
  }
}

export {};
