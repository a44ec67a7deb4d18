-- The queues of the desk: what a member has in hand, and what awaits a signature, in the order of their lists.

CREATE INDEX cases_in_hand ON cases (assignee, next_due, id)
    WHERE assignee IS NOT NULL AND status IN ('received', 'screening', 'proposed', 'accepted', 'drafted');
CREATE INDEX cases_to_sign ON cases (next_due, id, unit_id) WHERE status IN ('proposed', 'drafted');
