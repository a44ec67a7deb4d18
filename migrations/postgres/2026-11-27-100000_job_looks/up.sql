-- When a job was last looked at and nothing was due. Written once a minute at most.
CREATE TABLE job_looks (
    job TEXT COLLATE "C" NOT NULL,
    looked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (job)
);
