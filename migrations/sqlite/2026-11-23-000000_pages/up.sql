-- What pages need -----------------------------------------------------------------------------------------------------

-- A form that somebody has half filled in, under a cookie of which only a keyed hash is kept. Gone after submission or expiry.
CREATE TABLE half_forms (
    hash TEXT NOT NULL,
    sealed BLOB NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX half_forms_expires ON half_forms (expires_at);

-- Papers of a letter, or of a form that is not submitted yet. `object` names the sealed bytes in the object store;
-- `sealed` holds name, media type, size and SHA-256.
CREATE TABLE attachments (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER REFERENCES cases (id),
    letter_id INTEGER REFERENCES letters (id),
    form_hash TEXT,
    object TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_case ON attachments (case_id, id);
CREATE INDEX attachments_form ON attachments (form_hash, id);

-- Invitations and new passwords: links that work once.
CREATE TABLE one_time_links (
    hash TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members (id),
    audience TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_links_member ON one_time_links (member_id);
