-- What pages need -----------------------------------------------------------------------------------------------------

-- A form that somebody has half filled in, under a cookie of which only a keyed hash is kept. Gone after submission or expiry.
CREATE TABLE half_forms (
    hash TEXT COLLATE "C" NOT NULL,
    sealed BYTEA NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
);
CREATE INDEX half_forms_expires ON half_forms (expires_at);

-- Papers of a letter, or of a form that is not submitted yet. `object` names the sealed bytes in the object store;
-- `sealed` holds name, media type, size and SHA-256.
CREATE TABLE attachments (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT REFERENCES cases (id),
    letter_id BIGINT REFERENCES letters (id),
    form_hash TEXT COLLATE "C",
    object TEXT COLLATE "C" NOT NULL,
    sealed BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX attachments_case ON attachments (case_id, id);
CREATE INDEX attachments_form ON attachments (form_hash, id);

-- Invitations and new passwords: links that work once.
CREATE TABLE one_time_links (
    hash TEXT COLLATE "C" NOT NULL,
    member_id BIGINT NOT NULL REFERENCES members (id),
    audience TEXT COLLATE "C" NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (hash)
);
CREATE INDEX one_time_links_member ON one_time_links (member_id);
