-- The board and the team with many cases. A partial index is used where the statement has its condition word for word: those of the
-- board said it in other words, and were never used. With everything that the counts ask for in them, no case is read to be counted.
DROP INDEX cases_open_age;
DROP INDEX cases_open_assignee;
DROP INDEX cases_in_hand;
DROP INDEX cases_assignee_due;
CREATE INDEX cases_open_age ON cases (kind, received_at, id, unit_id, assignee, status) WHERE status NOT IN ('settled', 'closed');
CREATE INDEX cases_in_hand ON cases (assignee, next_due, id, unit_id, status, freezes_on, election_day)
    WHERE status NOT IN ('settled', 'closed');
CREATE INDEX cases_assignee_due ON cases (assignee, next_due, id, unit_id, status, freezes_on, election_day)
    WHERE assignee IS NOT NULL;
