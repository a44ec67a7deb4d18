-- Public figures of an election: counted in the index, no case is read.

CREATE INDEX cases_figures ON cases (election_day, unit_id, kind, status, closed_as);
