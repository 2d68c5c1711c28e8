-- Runs on SQLite and on PostgreSQL. Times are microseconds since the epoch by the database's clock,
-- 0 for "not yet"; ids are UUIDv7 in text, hashes are hex, JSON is text, flags are 0 or 1.

-- +goose Up
CREATE TABLE generations (
    id           TEXT   NOT NULL PRIMARY KEY,
    owner        TEXT   NOT NULL,
    fingerprint  TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    request      TEXT   NOT NULL,
    lane         TEXT   NOT NULL CHECK (lane IN ('pool', 'express')),
    state        TEXT   NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    queue_key    BIGINT NOT NULL,
    attempt      BIGINT NOT NULL DEFAULT 0,
    seq          BIGINT NOT NULL DEFAULT 0,
    worker       TEXT   NOT NULL DEFAULT '',
    lease_until  BIGINT NOT NULL DEFAULT 0,
    market       TEXT,
    financials   TEXT,
    source       TEXT   NOT NULL DEFAULT '',
    degraded     BIGINT NOT NULL DEFAULT 0 CHECK (degraded IN (0, 1)),
    problem      TEXT,
    cancelled_by TEXT   NOT NULL DEFAULT '',
    chars        BIGINT NOT NULL DEFAULT 0,
    sha256       TEXT   NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    started_at   BIGINT NOT NULL DEFAULT 0,
    claimed_at   BIGINT NOT NULL DEFAULT 0,
    finished_at  BIGINT NOT NULL DEFAULT 0
);

-- The queue of a lane: claims take its head, a position is a rank in it. Covers both.
CREATE INDEX generations_queue ON generations (lane, queue_key, id) WHERE state = 'queued';

-- What runs: claims look here for leases that ran out.
CREATE INDEX generations_leases ON generations (lane, lease_until) WHERE state = 'running';

-- One active generation a fingerprint, whatever races.
CREATE UNIQUE INDEX generations_fingerprint ON generations (fingerprint) WHERE state IN ('queued', 'running');

-- What an owner and an address have active.
CREATE INDEX generations_active ON generations (owner, created_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX generations_address ON generations (address) WHERE state IN ('queued', 'running') AND address <> '';

-- Results that may answer an identical request.
CREATE INDEX generations_results ON generations (fingerprint, finished_at) WHERE state = 'completed' AND degraded = 0;

-- An owner's history, and what is old enough to be erased.
CREATE INDEX generations_owner ON generations (owner, id);
CREATE INDEX generations_finished ON generations (finished_at) WHERE finished_at > 0;

CREATE TABLE sections (
    generation_id TEXT   NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    section       TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    place         BIGINT NOT NULL, -- in the document, counted from 1
    body          TEXT   NOT NULL, -- Markdown
    source        TEXT   NOT NULL,
    attempt       BIGINT NOT NULL, -- that wrote it
    PRIMARY KEY (generation_id, section)
);

-- Answers to repeat. The generation may be gone: it was erased, and payload is empty then.
CREATE TABLE idempotency_keys (
    owner         TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    payload       TEXT   NOT NULL,
    outcome       TEXT   NOT NULL,
    generation_id TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);
CREATE INDEX idempotency_keys_generation ON idempotency_keys (generation_id);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

-- Accepted submissions of an owner on a UTC day, counted in days since the epoch.
CREATE TABLE usage_days (
    owner    TEXT   NOT NULL,
    day      BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    PRIMARY KEY (owner, day)
);
CREATE INDEX usage_days_day ON usage_days (day);

CREATE TABLE workers (
    id        TEXT   NOT NULL PRIMARY KEY,
    slots     BIGINT NOT NULL,
    lease     BIGINT NOT NULL, -- microseconds
    heartbeat BIGINT NOT NULL
);

-- The row that a readiness check writes.
CREATE TABLE readiness (
    id         BIGINT NOT NULL PRIMARY KEY,
    checked_at BIGINT NOT NULL
);

-- +goose Down
DROP TABLE readiness;
DROP TABLE workers;
DROP TABLE usage_days;
DROP TABLE idempotency_keys;
DROP TABLE sections;
DROP TABLE generations;
