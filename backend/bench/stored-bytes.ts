import type { Backing } from './backing.js';

/** Bytes on disk for each stored run with its event and steps, indexes included, and how many of them are not the payload. */
export async function bytesPerRun({ query }: Backing): Promise<{ total: number; beyondPayload: number }> {
  const [row] = await query<{ bytes: string; payload: string; runs: string }>(`
select
  (
    select sum(pg_total_relation_size(relid))
    from unnest(array['event', 'run', 'step', 'delivery']) name cross join pg_partition_tree(name::regclass)
  ) as bytes,
  (select sum(octet_length(data)) from event) as payload,
  (select count(*) from run) as runs`);
  const [bytes, payload, runs] = [Number(row?.bytes), Number(row?.payload), Number(row?.runs)];
  return { total: bytes / runs, beyondPayload: (bytes - payload) / runs };
}
