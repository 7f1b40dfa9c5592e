/** The tables of document libraries: what is in them, and uploads under way, whose ranges go with them. */
export const driveTables = (schema: string): string => `
  create table if not exists ${schema}.files (
    id text primary key, list uuid not null references ${schema}.lists, parent text not null, name text not null,
    is_folder boolean not null, size bigint not null, contents bytea, hash text not null, created timestamptz not null,
    modified timestamptz not null, version int not null, infected boolean not null, looks int not null default 0
  );
  create unique index if not exists files_by_name on ${schema}.files (list, parent, lower(name));
  create table if not exists ${schema}.uploads (
    id text primary key, list uuid not null, path text[] not null, conflict text not null,
    expires timestamptz not null, size bigint, received bigint not null default 0
  );
  create table if not exists ${schema}.upload_ranges (
    upload text not null references ${schema}.uploads on delete cascade, start bigint not null, bytes bytea not null,
    primary key (upload, start)
  );`
