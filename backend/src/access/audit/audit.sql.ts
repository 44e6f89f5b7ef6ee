import type { Statement } from '../../platform/database/sql.js';

/** What an entry says; in this order it is hashed. */
const SAID = [
  ...['at', 'actor_kind', 'actor_id', 'actor_name', 'action'],
  ...['target_type', 'target_id', 'target_name', 'target_part', 'request_id', 'ip'],
];

/** The hash of an entry, which follows from the one before: expressions of SQL. */
function hashOf(previous: string, seq: string, entry: string): string {
  const said = SAID.map((column) => (column === 'at' ? `extract(epoch from ${entry}.at)` : `${entry}.${column}`));
  return `sha256(${previous} || convert_to(json_build_array(${[seq, ...said].join(', ')})::text, 'UTF8'))`;
}

/** Whoever was not named now has the name that was last heard. */
export const APPEND_ENTRY: Statement = {
  name: 'append-audit-entry',
  text: `
with given as (
  select date_trunc('milliseconds', statement_timestamp()) as at, $1::text as actor_kind, $2::text as actor_id,
    $3::text as actor_name, $4::text as action, $5::text as target_type, $6::text as target_id,
    coalesce($7::text, (
      select e.target_name from audit_entry e
      where e.target_id = $6 and e.target_type = $5 and e.target_name is not null order by e.seq desc limit 1
    )) as target_name,
    $8::text as target_part, $9::text as request_id, $10::text as ip
), link as (
  update audit_chain c set seq = c.seq + 1, hash = ${hashOf('c.hash', 'c.seq + 1', 'given')} from given
  returning c.seq, c.hash
)
insert into audit_entry (seq, hash, ${SAID.join(', ')})
select link.seq, link.hash, ${SAID.map((column) => `given.${column}`).join(', ')} from link, given`,
};

/** Newest first. */
export const LIST_ENTRIES: Statement = {
  name: 'list-audit-entries',
  text: `
select seq::text as id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
  target_type as "targetType", target_id as "targetId", target_name as "targetName", target_part as "targetPart",
  request_id as "requestId", ip
from audit_entry
where ($1::bigint is null or seq < $1)
  and ($2::text is null or actor_id = $2 or strpos(lower(actor_name), lower($2)) > 0)
  and ($3::text is null or action = $3 or starts_with(action, $3 || '.'))
  and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
order by seq desc limit $6`,
};

/** Follows the chain from what was pruned last to what was appended last. */
export const CHECK_ENTRIES: Statement = {
  name: 'check-audit-entries',
  text: `
with linked as (
  select e.*, coalesce(lag(e.hash) over by_seq, c.pruned_hash) as previous_hash,
    coalesce(lag(e.seq) over by_seq, c.pruned_seq) as previous_seq
  from audit_entry e, audit_chain c window by_seq as (order by e.seq)
), checked as (
  select count(*)::int as entries, max(seq) as last_seq,
    min(seq) filter (where seq <> previous_seq + 1 or hash <> ${hashOf('previous_hash', 'seq', 'linked')}) as broken
  from linked
)
select entries, coalesce(broken, case when coalesce(last_seq, pruned_seq) <> seq then coalesce(last_seq, pruned_seq) + 1
  when last_seq is not null and not exists (select from audit_entry e where e.seq = c.seq and e.hash = c.hash) then seq
  end)::text as "brokenAt"
from checked, audit_chain c`,
};
