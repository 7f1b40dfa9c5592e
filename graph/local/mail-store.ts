import type { Store } from './store.ts'

/** A message that was sent, newest last by `seq`. */
export interface MailRow {
  id: string
  seq: number
  mailbox: string
  recipients: string[]
  subject: string
  text: string
  sent: Date
}

export const mailTables = (schema: string): string => `
  create table if not exists ${schema}.mails (
    seq bigint primary key generated always as identity, id uuid not null, mailbox text not null,
    recipients text[] not null, subject text not null, text text not null, sent timestamptz not null
  );`

/** The newest messages first; the last thousand are enough for a page. */
export const readMails = (store: Store): Promise<MailRow[]> =>
  store.run<MailRow>(
    store.pool,
    `select id, seq::float8 as seq, mailbox, recipients, subject, text, sent from ${store.mails} order by seq desc limit 1000`,
    [],
  )

export const keepMail = (store: Store, mail: Omit<MailRow, 'seq'>): Promise<unknown> =>
  store.run(
    store.pool,
    `insert into ${store.mails} (id, mailbox, recipients, subject, text, sent) values ($1, $2, $3, $4, $5, $6)`,
    [mail.id, mail.mailbox, mail.recipients, mail.subject, mail.text, mail.sent],
  )
