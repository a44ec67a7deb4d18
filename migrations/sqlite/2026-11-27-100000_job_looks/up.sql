-- When a job was last looked at and nothing was due. Written once a minute at most.
CREATE TABLE job_looks (
    job TEXT NOT NULL,
    looked_at TEXT NOT NULL,
    PRIMARY KEY (job)
) STRICT, WITHOUT ROWID;
