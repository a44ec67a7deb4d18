-- Doors and privacy ---------------------------------------------------------------------------------------------------

-- Letters that the public sent a unit in an hour, and those that came beyond what it takes: they wait apart until a member
-- admits them. A letter of it has its number, receipt and clocks as any other.
CREATE TABLE intake_hours (
    unit_id INTEGER NOT NULL REFERENCES units (id),
    hour TEXT NOT NULL,
    letters INTEGER NOT NULL,
    PRIMARY KEY (unit_id, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE triage (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    unit_id INTEGER NOT NULL REFERENCES units (id)
) STRICT;
CREATE INDEX triage_unit ON triage (unit_id);

-- Cases whose time to be kept is over: listed first, then anonymised. The row stays as the proof of it.
CREATE TABLE retention (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    listed_on TEXT NOT NULL,
    basis TEXT NOT NULL,
    destroyed_on TEXT
) STRICT;

-- Who keeps a case from that, and why. A row is never deleted.
CREATE TABLE holds (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    placed_by INTEGER NOT NULL REFERENCES members (id),
    placed_at TEXT NOT NULL,
    lifted_by INTEGER REFERENCES members (id),
    lifted_at TEXT,
    sealed_reason BLOB NOT NULL
) STRICT;
CREATE INDEX holds_case ON holds (case_id);
