-- The queues of the desk, each a small index in the order of its list, with all that its condition looks at: unit, assignee and
-- days are read there and not from the case. Predicates say which statuses are out: a list of those that are in would lead
-- SQLite, which has no statistics here, to the index of statuses.

DROP INDEX cases_in_hand;
DROP INDEX cases_to_sign;
DROP INDEX cases_unassigned;
DROP INDEX cases_to_serve;
DROP INDEX cases_suspended;
DROP INDEX cases_awaiting;
DROP INDEX cases_freezing;
DROP INDEX cases_due;

-- For a scope of many units: walked in order, units are told apart without reading the case.
CREATE INDEX cases_due_unit ON cases (next_due, id, unit_id);
-- Open cases of a member, or of nobody.
CREATE INDEX cases_in_hand ON cases (assignee, next_due, id, unit_id) WHERE status NOT IN ('settled', 'closed');
CREATE INDEX cases_to_sign ON cases (next_due, id, unit_id, assignee)
    WHERE status NOT IN ('received', 'screening', 'accepted', 'settled', 'closed');
CREATE INDEX cases_to_serve ON cases (next_due, id, unit_id, assignee) WHERE to_serve;
CREATE INDEX cases_suspended ON cases (next_due, id, unit_id, assignee) WHERE suspended;
CREATE INDEX cases_awaiting ON cases (next_due, id, unit_id, assignee) WHERE awaits_answer;
-- Frozen and to be handed over.
CREATE INDEX cases_stopped ON cases (next_due, id, unit_id, assignee, freezes_on, election_day)
    WHERE freezes_on IS NOT NULL AND status NOT IN ('settled', 'closed');
