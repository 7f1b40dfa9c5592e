import type { Pool } from 'pg'
import { inTransaction } from '../mirror/tables.ts'

/**
 * One row a site: the units taken in each of the last spans of time, the latest first, and on the day. Not logged, so that
 * taking costs no write to disk; after a crash of the database the count begins anew, and SharePoint's own 429 still rules.
 */
const statements = `
create schema if not exists sightline;
create unlogged table if not exists sightline.graph_budget (
  site text primary key,
  slot bigint not null,
  taken_in int[] not null,
  day bigint not null,
  taken_on_day bigint not null
);
create or replace function sightline.take_graph_units(
  of_site text, at_slot bigint, on_day bigint, units int, per_minute int, per_day int, slots int,
  out taken boolean, out minute int[], out day bigint
) language plpgsql as $$
declare
  kept sightline.graph_budget;
begin
  insert into sightline.graph_budget values (of_site, at_slot, array_fill(0, array[slots]), on_day, 0) on conflict do nothing;
  select * into kept from sightline.graph_budget where site = of_site for update;
  -- A process whose clock is behind takes from the latest span.
  minute := (array_fill(0, array[least(greatest(at_slot - kept.slot, 0), slots)::int]) || kept.taken_in)[1:slots];
  day := case when on_day > kept.day then 0 else kept.taken_on_day end;
  taken := (select sum(one) from unnest(minute) one) + units <= per_minute and day + units <= per_day;
  if taken then
    minute[1] := minute[1] + units;
    update sightline.graph_budget set slot = greatest(kept.slot, at_slot), taken_in = minute,
      day = greatest(kept.day, on_day), taken_on_day = take_graph_units.day + units where site = of_site;
  end if;
end $$;
`

/** Makes the table where it is not there yet; two processes may start at the same moment. */
export const makeBudgetTable = async (pool: Pool): Promise<void> => {
  await inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('sightline graph budget'))`)
    await client.query(statements)
  })
}
