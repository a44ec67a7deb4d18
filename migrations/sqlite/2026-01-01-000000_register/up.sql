-- The office ----------------------------------------------------------------------------------------------------------

CREATE TABLE units (
    id INTEGER NOT NULL PRIMARY KEY,
    parent INTEGER REFERENCES units (id),
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    sign TEXT NOT NULL,
    remote INTEGER NOT NULL CHECK (remote IN (0, 1)),
    bodies TEXT NOT NULL,
    public INTEGER NOT NULL CHECK (public IN (0, 1)),
    valid_from TEXT,
    valid_to TEXT
) STRICT;

CREATE TABLE members (
    id INTEGER NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    language TEXT NOT NULL,
    password_hash TEXT,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    absent_until TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX members_username ON members (username);

CREATE TABLE member_roles (
    member_id INTEGER NOT NULL REFERENCES members (id),
    role TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES units (id),
    PRIMARY KEY (member_id, role, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE elections (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    contests TEXT NOT NULL,
    units TEXT NOT NULL,
    voter_list_posted TEXT,
    candidate_list_published TEXT,
    result_published TEXT,
    opens_before INTEGER NOT NULL,
    closes_after INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_years (
    year INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    data TEXT NOT NULL,
    source TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    PRIMARY KEY (year, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE law_figures (
    rule TEXT NOT NULL,
    version TEXT NOT NULL,
    revision INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    source TEXT NOT NULL,
    set_at TEXT NOT NULL,
    PRIMARY KEY (rule, version, revision)
) STRICT, WITHOUT ROWID;

-- Counted up with every change, so that an instance knows when what it keeps in memory is old.
CREATE TABLE revisions (
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
INSERT INTO revisions (name, value) VALUES ('directory', 1), ('law', 1);

-- The register --------------------------------------------------------------------------------------------------------

CREATE TABLE cases (
    id INTEGER NOT NULL PRIMARY KEY,
    number_seq INTEGER NOT NULL,
    number_year INTEGER NOT NULL,
    number_sign TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL,
    matter TEXT NOT NULL,
    contest TEXT,
    track TEXT NOT NULL,
    channel TEXT NOT NULL,
    form TEXT NOT NULL,
    identity TEXT NOT NULL,
    confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    status TEXT NOT NULL,
    closed_as TEXT,
    result TEXT,
    competent_body TEXT,
    assignee INTEGER REFERENCES members (id),
    registered_by INTEGER REFERENCES members (id),
    received_at TEXT NOT NULL,
    first_received_at TEXT NOT NULL,
    polling_area INTEGER REFERENCES units (id),
    -- 9999-12-31: none. See README.md.
    next_due TEXT NOT NULL,
    freezes_on TEXT,
    election_day TEXT,
    to_serve INTEGER NOT NULL CHECK (to_serve IN (0, 1)),
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    awaits_answer INTEGER NOT NULL CHECK (awaits_answer IN (0, 1)),
    instance INTEGER NOT NULL,
    version INTEGER NOT NULL,
    status_data TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX cases_number ON cases (number_sign, number_year, number_seq, unit_id);
CREATE INDEX cases_unit_number ON cases (unit_id, number_year, number_seq, id);
CREATE INDEX cases_unit_due ON cases (unit_id, next_due, id);
CREATE INDEX cases_unit_status_due ON cases (unit_id, status, next_due, id);
CREATE INDEX cases_unit_received ON cases (unit_id, received_at, id);
CREATE INDEX cases_due ON cases (next_due, id);
CREATE INDEX cases_status_due ON cases (status, next_due, id);
CREATE INDEX cases_received ON cases (received_at, id);
CREATE INDEX cases_year_seq ON cases (number_year, number_seq, id);
CREATE INDEX cases_assignee_due ON cases (assignee, next_due, id) WHERE assignee IS NOT NULL;
-- Small sets, in the order of their lists; the unit is there to be filtered by without reading the case.
CREATE INDEX cases_unassigned ON cases (next_due, id, unit_id)
    WHERE assignee IS NULL AND status IN ('received', 'screening', 'proposed', 'accepted', 'drafted');
CREATE INDEX cases_to_serve ON cases (next_due, id, unit_id) WHERE to_serve;
CREATE INDEX cases_suspended ON cases (next_due, id, unit_id) WHERE suspended;
CREATE INDEX cases_awaiting ON cases (next_due, id, unit_id) WHERE awaits_answer;
CREATE INDEX cases_freezing ON cases (freezes_on, id)
    WHERE freezes_on IS NOT NULL AND status IN ('received', 'screening', 'proposed', 'accepted', 'drafted');

-- The title that a member writes at classification; the citizen's own is a sealed text.
CREATE TABLE case_titles (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    title TEXT NOT NULL
) STRICT;

CREATE TABLE case_keys (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    office_key TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    on_date TEXT NOT NULL,
    by_kind TEXT NOT NULL,
    by_member INTEGER REFERENCES members (id),
    on_paper INTEGER NOT NULL CHECK (on_paper IN (0, 1)),
    type TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_case_seq ON events (case_id, seq);

CREATE TABLE texts (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    purpose TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX texts_case ON texts (case_id, id);

CREATE TABLE letters (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    seq INTEGER NOT NULL,
    year INTEGER NOT NULL,
    sign TEXT NOT NULL,
    received_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    text_id INTEGER NOT NULL REFERENCES texts (id)
) STRICT;
CREATE UNIQUE INDEX letters_number ON letters (unit_id, year, seq);
CREATE INDEX letters_case ON letters (case_id, id);
CREATE INDEX letters_sign ON letters (sign, year, seq);

-- The last number given, per unit and year: the series has no gap.
CREATE TABLE letter_book (
    unit_id INTEGER NOT NULL REFERENCES units (id),
    year INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (unit_id, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE parties (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    role TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX parties_case ON parties (case_id, id);

-- Found by an exact name, phone, address of e-mail or id number, by those who may: keyed digests.
CREATE TABLE party_index (
    party_id INTEGER NOT NULL REFERENCES parties (id),
    field TEXT NOT NULL,
    blind TEXT NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    PRIMARY KEY (party_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_index_blind ON party_index (blind, case_id);

CREATE TABLE deadlines (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    rule TEXT NOT NULL,
    started_seq INTEGER NOT NULL,
    version TEXT NOT NULL,
    duty TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    due TEXT,
    office_target TEXT,
    state TEXT NOT NULL,
    met_on TEXT,
    data TEXT NOT NULL,
    PRIMARY KEY (case_id, rule, started_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    document_no TEXT,
    document_date TEXT,
    signer_name TEXT,
    signer_office TEXT,
    signing_body TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_case ON documents (case_id, id);

CREATE TABLE conflicts (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    PRIMARY KEY (case_id, member_id)
) STRICT, WITHOUT ROWID;

-- Clerks who were given a case to serve.
CREATE TABLE case_clerks (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    PRIMARY KEY (case_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipts (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    code_hash TEXT NOT NULL,
    issued_at TEXT NOT NULL
) STRICT;

-- Words without diacritics; what can be found by them is not kept (contentless), only where.
CREATE VIRTUAL TABLE case_search USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Sessions and jobs ---------------------------------------------------------------------------------------------------

CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members (id),
    audience TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT,
    csrf TEXT,
    token_hash TEXT
) STRICT;
CREATE UNIQUE INDEX sessions_token_hash ON sessions (token_hash);
CREATE INDEX sessions_member ON sessions (member_id);

CREATE TABLE refresh_tokens (
    hash TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE track_tokens (
    hash TEXT NOT NULL,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    expires_at TEXT NOT NULL,
    PRIMARY KEY (hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
    key_hash TEXT NOT NULL,
    scope TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status INTEGER NOT NULL,
    answer BLOB NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER REFERENCES cases (id),
    event_id INTEGER REFERENCES events (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    next_at TEXT NOT NULL,
    give_up_at TEXT NOT NULL,
    sent_at TEXT,
    attempts INTEGER NOT NULL,
    lease_until TEXT,
    lease_by TEXT,
    sealed_recipient BLOB NOT NULL,
    sealed_subject BLOB NOT NULL,
    sealed_bytes BLOB NOT NULL,
    message_id TEXT NOT NULL,
    last_answer TEXT
) STRICT;
CREATE INDEX outbox_next ON outbox (state, next_at, id);
CREATE INDEX outbox_case ON outbox (case_id, id);

CREATE TABLE job_leases (
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_runs (
    id INTEGER NOT NULL PRIMARY KEY,
    job TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    done INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX job_runs_job ON job_runs (job, started_at);
