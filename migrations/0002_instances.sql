-- What several instances need to agree on.

-- +goose Up
-- Values that every instance must know, such as the key that signs guest sessions.
CREATE TABLE secrets (
    name       TEXT   NOT NULL PRIMARY KEY,
    value      TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- Admissions that can be used once; the name is a hash.
CREATE TABLE tickets (
    name       TEXT   NOT NULL PRIMARY KEY,
    note       TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX tickets_expires ON tickets (expires_at);

-- The oldest schema version whose program can still work with this schema. A migration that takes
-- something away raises it, and is released only when no instance of an older version is left.
CREATE TABLE compatibility (
    id     BIGINT NOT NULL PRIMARY KEY,
    oldest BIGINT NOT NULL
);
INSERT INTO compatibility (id, oldest) VALUES (1, 2);

-- +goose Down
DROP TABLE compatibility;
DROP TABLE tickets;
DROP TABLE secrets;
