-- The office ----------------------------------------------------------------------------------------------------------

CREATE TABLE units (
    id BIGINT NOT NULL PRIMARY KEY,
    parent BIGINT REFERENCES units (id),
    level TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    sign TEXT COLLATE "C" NOT NULL,
    remote BOOLEAN NOT NULL,
    bodies TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    valid_from DATE,
    valid_to DATE
);

CREATE TABLE members (
    id BIGINT NOT NULL PRIMARY KEY,
    username TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    language TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C",
    disabled BOOLEAN NOT NULL,
    absent_until DATE,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX members_username ON members (username);

CREATE TABLE member_roles (
    member_id BIGINT NOT NULL REFERENCES members (id),
    role TEXT COLLATE "C" NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    PRIMARY KEY (member_id, role, unit_id)
);

CREATE TABLE elections (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    day DATE NOT NULL,
    contests TEXT NOT NULL,
    units TEXT NOT NULL,
    voter_list_posted DATE,
    candidate_list_published DATE,
    result_published DATE,
    opens_before BIGINT NOT NULL,
    closes_after BIGINT NOT NULL
);

CREATE TABLE calendar_years (
    year INTEGER NOT NULL,
    revision BIGINT NOT NULL,
    data TEXT NOT NULL,
    source TEXT NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    PRIMARY KEY (year, revision)
);

CREATE TABLE law_figures (
    rule TEXT COLLATE "C" NOT NULL,
    version TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    source TEXT NOT NULL,
    set_at TIMESTAMP NOT NULL,
    PRIMARY KEY (rule, version, revision)
);

-- Counted up with every change, so that an instance knows when what it keeps in memory is old.
CREATE TABLE revisions (
    name TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name)
);
INSERT INTO revisions (name, value) VALUES ('directory', 1), ('law', 1);

-- The register --------------------------------------------------------------------------------------------------------

CREATE TABLE cases (
    id BIGINT NOT NULL PRIMARY KEY,
    number_seq INTEGER NOT NULL,
    number_year INTEGER NOT NULL,
    number_sign TEXT COLLATE "C" NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES units (id),
    kind TEXT COLLATE "C" NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    contest TEXT COLLATE "C",
    track TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    identity TEXT COLLATE "C" NOT NULL,
    confidential BOOLEAN NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    closed_as TEXT COLLATE "C",
    result TEXT COLLATE "C",
    competent_body TEXT COLLATE "C",
    assignee BIGINT REFERENCES members (id),
    registered_by BIGINT REFERENCES members (id),
    received_at TIMESTAMP NOT NULL,
    first_received_at TIMESTAMP NOT NULL,
    polling_area BIGINT REFERENCES units (id),
    -- 9999-12-31: none. See README.md.
    next_due DATE NOT NULL,
    freezes_on DATE,
    election_day DATE,
    to_serve BOOLEAN NOT NULL,
    suspended BOOLEAN NOT NULL,
    awaits_answer BOOLEAN NOT NULL,
    instance INTEGER NOT NULL,
    version BIGINT NOT NULL,
    status_data TEXT NOT NULL,
    detail TEXT NOT NULL
);
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
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES cases (id),
    title TEXT NOT NULL
);

CREATE TABLE case_keys (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES cases (id),
    office_key TEXT COLLATE "C" NOT NULL,
    wrapped BYTEA NOT NULL
);

CREATE TABLE events (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    seq BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    on_date DATE NOT NULL,
    by_kind TEXT COLLATE "C" NOT NULL,
    by_member BIGINT REFERENCES members (id),
    on_paper BOOLEAN NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    data TEXT NOT NULL
);
CREATE UNIQUE INDEX events_case_seq ON events (case_id, seq);

CREATE TABLE texts (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    purpose TEXT COLLATE "C" NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX texts_case ON texts (case_id, id);

CREATE TABLE letters (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    unit_id BIGINT NOT NULL REFERENCES units (id),
    seq INTEGER NOT NULL,
    year INTEGER NOT NULL,
    sign TEXT COLLATE "C" NOT NULL,
    received_at TIMESTAMP NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    text_id BIGINT NOT NULL REFERENCES texts (id)
);
CREATE UNIQUE INDEX letters_number ON letters (unit_id, year, seq);
CREATE INDEX letters_case ON letters (case_id, id);
CREATE INDEX letters_sign ON letters (sign, year, seq);

-- The last number given, per unit and year: the series has no gap.
CREATE TABLE letter_book (
    unit_id BIGINT NOT NULL REFERENCES units (id),
    year INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (unit_id, year)
);

CREATE TABLE parties (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    role TEXT COLLATE "C" NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX parties_case ON parties (case_id, id);

-- Found by an exact name, phone, address of e-mail or id number, by those who may: keyed digests.
CREATE TABLE party_index (
    party_id BIGINT NOT NULL REFERENCES parties (id),
    field TEXT COLLATE "C" NOT NULL,
    blind TEXT COLLATE "C" NOT NULL,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    PRIMARY KEY (party_id, field)
);
CREATE INDEX party_index_blind ON party_index (blind, case_id);

CREATE TABLE deadlines (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    rule TEXT COLLATE "C" NOT NULL,
    started_seq BIGINT NOT NULL,
    version TEXT COLLATE "C" NOT NULL,
    duty TEXT COLLATE "C" NOT NULL,
    starts_on DATE NOT NULL,
    due DATE,
    office_target DATE,
    state TEXT COLLATE "C" NOT NULL,
    met_on DATE,
    data TEXT NOT NULL,
    PRIMARY KEY (case_id, rule, started_seq)
);

CREATE TABLE documents (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    kind TEXT COLLATE "C" NOT NULL,
    document_no TEXT,
    document_date DATE,
    signer_name TEXT,
    signer_office TEXT,
    signing_body TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX documents_case ON documents (case_id, id);

CREATE TABLE conflicts (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    member_id BIGINT NOT NULL REFERENCES members (id),
    PRIMARY KEY (case_id, member_id)
);

-- Clerks who were given a case to serve.
CREATE TABLE case_clerks (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    member_id BIGINT NOT NULL REFERENCES members (id),
    PRIMARY KEY (case_id, member_id)
);

CREATE TABLE receipts (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES cases (id),
    code_hash TEXT COLLATE "C" NOT NULL,
    issued_at TIMESTAMP NOT NULL
);

-- Words without diacritics.
CREATE TABLE case_search (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES cases (id),
    words TSVECTOR NOT NULL
);
CREATE INDEX case_search_words ON case_search USING GIN (words);

-- Sessions and jobs ---------------------------------------------------------------------------------------------------

CREATE TABLE sessions (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    audience TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    csrf TEXT COLLATE "C",
    token_hash TEXT COLLATE "C"
);
CREATE UNIQUE INDEX sessions_token_hash ON sessions (token_hash);
CREATE INDEX sessions_member ON sessions (member_id);

CREATE TABLE refresh_tokens (
    hash TEXT COLLATE "C" NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (hash)
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE track_tokens (
    hash TEXT COLLATE "C" NOT NULL,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (hash)
);

CREATE TABLE idempotency (
    key_hash TEXT COLLATE "C" NOT NULL,
    scope TEXT COLLATE "C" NOT NULL,
    request_digest TEXT COLLATE "C" NOT NULL,
    status INTEGER NOT NULL,
    answer BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (key_hash)
);
CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT REFERENCES cases (id),
    event_id BIGINT REFERENCES events (id),
    kind TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMP NOT NULL,
    next_at TIMESTAMP NOT NULL,
    give_up_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    attempts INTEGER NOT NULL,
    lease_until TIMESTAMP,
    lease_by TEXT COLLATE "C",
    sealed_recipient BYTEA NOT NULL,
    sealed_subject BYTEA NOT NULL,
    sealed_bytes BYTEA NOT NULL,
    message_id TEXT COLLATE "C" NOT NULL,
    last_answer TEXT
);
CREATE INDEX outbox_next ON outbox (state, next_at, id);
CREATE INDEX outbox_case ON outbox (case_id, id);

CREATE TABLE job_leases (
    name TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    until TIMESTAMP NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE job_runs (
    id BIGINT NOT NULL PRIMARY KEY,
    job TEXT COLLATE "C" NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    done BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    note TEXT
);
CREATE INDEX job_runs_job ON job_runs (job, started_at);
