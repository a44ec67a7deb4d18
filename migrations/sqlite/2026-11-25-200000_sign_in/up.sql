-- Signing in ------------------------------------------------------------------------------------------------------------

-- `confirmed_at`: when whoever has the session last proved who they are. `last_used_at`: cut to the hour.
ALTER TABLE sessions ADD COLUMN confirmed_at TEXT;
ALTER TABLE sessions ADD COLUMN last_used_at TEXT;
UPDATE sessions SET confirmed_at = created_at;

-- The secret from which an app makes codes, sealed; the one that is to follow, until its first code is typed; and the last
-- step of time whose code was used: none is used twice.
CREATE TABLE second_factors (
    member_id INTEGER NOT NULL PRIMARY KEY REFERENCES members (id),
    sealed_secret BLOB,
    sealed_pending BLOB,
    pending_until TEXT,
    last_step INTEGER NOT NULL,
    enrolled_at TEXT
) STRICT;

-- Of recovery codes only keyed hashes.
CREATE TABLE recovery_codes (
    hash TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members (id),
    used_at TEXT,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_member ON recovery_codes (member_id);

-- What happened to how an account is proved, and who did it.
CREATE TABLE account_changes (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members (id),
    by_id INTEGER NOT NULL REFERENCES members (id),
    what TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX account_changes_member ON account_changes (member_id, id);
