import { v7 } from 'uuid';

/** A new id: a UUID version 7 (RFC 9562), so that ids sort by the time they were made and indexes stay dense. */
export function newId(): string {
  return v7();
}

/** The least id that could have been made at a time, in milliseconds since the epoch. */
export function oldestIdAt(millis: number): string {
  const hex = Math.max(0, Math.floor(millis)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text could be an id at all; what is not must not reach the database, which would refuse it loudly. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
