-- Reminders, escalations, digests. `look_at`: when a running time limit of the office next has something to be told; none:
-- nothing, until an event computes it anew. What runs already is looked at once.
ALTER TABLE deadlines ADD COLUMN look_at TIMESTAMP;
UPDATE deadlines SET look_at = '1970-01-01 00:00:00' WHERE duty = 'office' AND state = 'running' AND due IS NOT NULL;
CREATE INDEX deadlines_look ON deadlines (look_at, case_id) WHERE look_at IS NOT NULL;

-- When and whom a unit reminds, as JSON; none: as the unit above it.
ALTER TABLE units ADD COLUMN reminders TEXT;

-- The steps that are done, each once: of a time limit, its due date, and what was told. `mails`: how many; 0 for a step that
-- a later one overtook.
CREATE TABLE reminders (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    rule TEXT COLLATE "C" NOT NULL,
    started_seq BIGINT NOT NULL,
    due DATE NOT NULL,
    step TEXT COLLATE "C" NOT NULL,
    told_at TIMESTAMP NOT NULL,
    mails INTEGER NOT NULL,
    PRIMARY KEY (case_id, rule, started_seq, due, step)
);

-- The lists that a member got for a day, each once; without a mail where there was nothing to tell.
CREATE TABLE digests (
    day DATE NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    member_id BIGINT NOT NULL REFERENCES members (id),
    made_at TIMESTAMP NOT NULL,
    mail_id BIGINT,
    PRIMARY KEY (day, kind, member_id)
);
CREATE INDEX digests_mail ON digests (mail_id) WHERE mail_id IS NOT NULL;
