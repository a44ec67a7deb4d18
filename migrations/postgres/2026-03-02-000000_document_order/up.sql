-- The place of a document in its case, from 1: identifiers of one millisecond have no order.
ALTER TABLE documents ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE documents SET seq = (SELECT count(*) FROM documents AS earlier WHERE earlier.case_id = documents.case_id AND earlier.id <= documents.id);
DROP INDEX documents_case;
CREATE INDEX documents_case ON documents (case_id, seq);

-- The office's mails by state, the newest first.
CREATE INDEX outbox_state ON outbox (state, id);
