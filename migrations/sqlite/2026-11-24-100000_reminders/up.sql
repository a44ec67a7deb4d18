-- Reminders, escalations, digests. `look_at`: when a running time limit of the office next has something to be told; none:
-- nothing, until an event computes it anew. What runs already is looked at once.
ALTER TABLE deadlines ADD COLUMN look_at TEXT;
UPDATE deadlines SET look_at = '1970-01-01 00:00:00' WHERE duty = 'office' AND state = 'running' AND due IS NOT NULL;
CREATE INDEX deadlines_look ON deadlines (look_at, case_id) WHERE look_at IS NOT NULL;

-- When and whom a unit reminds, as JSON; none: as the unit above it.
ALTER TABLE units ADD COLUMN reminders TEXT;

-- The steps that are done, each once: of a time limit, its due date, and what was told. `mails`: how many; 0 for a step that
-- a later one overtook.
CREATE TABLE reminders (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    rule TEXT NOT NULL,
    started_seq INTEGER NOT NULL,
    due TEXT NOT NULL,
    step TEXT NOT NULL,
    told_at TEXT NOT NULL,
    mails INTEGER NOT NULL,
    PRIMARY KEY (case_id, rule, started_seq, due, step)
) STRICT, WITHOUT ROWID;

-- The lists that a member got for a day, each once; without a mail where there was nothing to tell.
CREATE TABLE digests (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members (id),
    made_at TEXT NOT NULL,
    mail_id INTEGER,
    PRIMARY KEY (day, kind, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX digests_mail ON digests (mail_id) WHERE mail_id IS NOT NULL;
