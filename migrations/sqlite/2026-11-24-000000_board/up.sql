-- The supervisor's board: how old the open cases of each kind are, and how many each member has.
CREATE INDEX cases_open_age ON cases (kind, received_at, unit_id)
    WHERE status IN ('received', 'screening', 'proposed', 'accepted', 'drafted');
CREATE INDEX cases_open_assignee ON cases (assignee, unit_id)
    WHERE status IN ('received', 'screening', 'proposed', 'accepted', 'drafted');
