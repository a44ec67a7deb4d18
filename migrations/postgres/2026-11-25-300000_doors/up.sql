-- Doors and privacy ---------------------------------------------------------------------------------------------------

-- Letters that the public sent a unit in an hour, and those that came beyond what it takes: they wait apart until a member
-- admits them. A letter of it has its number, receipt and clocks as any other.
CREATE TABLE intake_hours (
    unit_id BIGINT NOT NULL REFERENCES units (id),
    hour TIMESTAMP NOT NULL,
    letters INTEGER NOT NULL,
    PRIMARY KEY (unit_id, hour)
);
CREATE TABLE triage (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES cases (id),
    unit_id BIGINT NOT NULL REFERENCES units (id)
);
CREATE INDEX triage_unit ON triage (unit_id);

-- Cases whose time to be kept is over: listed first, then anonymised. The row stays as the proof of it.
CREATE TABLE retention (
    case_id BIGINT NOT NULL PRIMARY KEY REFERENCES cases (id),
    listed_on DATE NOT NULL,
    basis TEXT COLLATE "C" NOT NULL,
    destroyed_on DATE
);

-- Who keeps a case from that, and why. A row is never deleted.
CREATE TABLE holds (
    id BIGINT NOT NULL PRIMARY KEY,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    placed_by BIGINT NOT NULL REFERENCES members (id),
    placed_at TIMESTAMP NOT NULL,
    lifted_by BIGINT REFERENCES members (id),
    lifted_at TIMESTAMP,
    sealed_reason BYTEA NOT NULL
);
CREATE INDEX holds_case ON holds (case_id);
