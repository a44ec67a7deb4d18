-- Cases on which a supervisor's word is awaited besides their course: to open the identity, on a possible conflict.
CREATE TABLE case_asks (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id)
) STRICT;

-- By what a member is recognised among parties, besides the name and address of the account: keyed digests, as in party_index.
CREATE TABLE member_marks (
    member_id INTEGER NOT NULL REFERENCES members (id),
    field TEXT NOT NULL,
    blind TEXT NOT NULL,
    PRIMARY KEY (member_id, field, blind)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_marks_blind ON member_marks (blind, member_id);

-- The root of this office's secrets, wrapped by the office key in force. One row.
CREATE TABLE office_root (
    id INTEGER NOT NULL PRIMARY KEY,
    office_key TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;
