-- Mail in the real world ----------------------------------------------------------------------------------------------

-- `alerted_at`: when somebody was told that it does not arrive. `destination`: keyed digest of the domain it goes to, so that
-- one slow domain does not hold up the others.
ALTER TABLE outbox ADD COLUMN alerted_at TEXT;
ALTER TABLE outbox ADD COLUMN destination TEXT;
-- What failed before is known to whoever watches the outbox.
UPDATE outbox SET alerted_at = created_at WHERE state = 'failed';
CREATE INDEX outbox_destination ON outbox (destination, state);
CREATE INDEX outbox_message ON outbox (message_id);

-- What became of each try to send a mail, and what came back of it.
CREATE TABLE mail_attempts (
    mail_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    answer TEXT NOT NULL,
    took_ms INTEGER NOT NULL,
    PRIMARY KEY (mail_id, seq)
) STRICT, WITHOUT ROWID;

-- Addresses to which mails may be answered: of the token in it only a keyed hash is kept.
CREATE TABLE mail_replies (
    hash TEXT NOT NULL,
    mail_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    expires_at TEXT NOT NULL,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_replies_mail ON mail_replies (mail_id);
CREATE INDEX mail_replies_expires ON mail_replies (expires_at);

-- Messages that were taken, by keyed digest: none is taken twice. And how many of a sender on a day.
CREATE TABLE mail_received (
    digest TEXT NOT NULL,
    received_on TEXT NOT NULL,
    became TEXT NOT NULL,
    PRIMARY KEY (digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_received_on ON mail_received (received_on);
CREATE TABLE mail_senders (
    hash TEXT NOT NULL,
    received_on TEXT NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (hash, received_on)
) STRICT, WITHOUT ROWID;

-- Calendars of deadlines that programs read by an address that is a credential: only its keyed hash is kept.
CREATE TABLE calendar_feeds (
    id INTEGER NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members (id),
    unit_id INTEGER REFERENCES units (id),
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE UNIQUE INDEX calendar_feeds_hash ON calendar_feeds (hash);
CREATE INDEX calendar_feeds_member ON calendar_feeds (member_id);
