import { parseIntoClientConfig } from 'pg-connection-string';

/** Where the database is: a host name, or the directory of a Unix socket. */
export interface DatabaseAddress {
  host: string | undefined;
  port: number | undefined;
  user: string | undefined;
  password: string | undefined;
  database: string | undefined;
  ssl: boolean | { rejectUnauthorized: boolean };
}

/** Reads a connection URL; `?host=/directory` names a Unix socket, as with libpq. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const { host, port, user, password, database, ssl } = parseIntoClientConfig(url);
  return {
    host,
    port,
    user,
    password: typeof password === 'string' ? password : undefined,
    database,
    ssl: typeof ssl === 'object' ? { rejectUnauthorized: ssl.rejectUnauthorized !== false } : ssl === true,
  };
}
