-- Finished plans recomputed with changed assumptions. Columns are as in 0001. The plan as it was made
-- is revision 1 and stays in generations and sections; those here count from 2 and never change.

-- +goose Up
CREATE TABLE revisions (
    generation_id TEXT   NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    revision      BIGINT NOT NULL CHECK (revision > 1),
    digest        TEXT   NOT NULL, -- of the changes: identical ones are one revision
    outline       TEXT   NOT NULL, -- JSON: changes, key figures, what was rewritten
    financials    TEXT   NOT NULL, -- JSON, as in plan.json
    sections      TEXT   NOT NULL, -- JSON: all of them, in the order of the document
    source        TEXT   NOT NULL,
    degraded      BIGINT NOT NULL CHECK (degraded IN (0, 1)),
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (generation_id, revision)
);
CREATE UNIQUE INDEX revisions_digest ON revisions (generation_id, digest);

-- +goose Down
DROP TABLE revisions;
