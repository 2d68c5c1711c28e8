-- What operators see and do. Columns and tables are as in 0001.

-- +goose Up
-- What was so when a generation was submitted: its class in the queue, how many users were there, and
-- the wait that was foretold, in microseconds; -1 without a forecast.
ALTER TABLE generations ADD COLUMN priority TEXT   NOT NULL DEFAULT 'normal';
ALTER TABLE generations ADD COLUMN users    BIGINT NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN foretold BIGINT NOT NULL DEFAULT -1;

-- What instances say of themselves with each beat, as JSON.
CREATE TABLE instances (
    id      TEXT   NOT NULL PRIMARY KEY,
    status  TEXT   NOT NULL,
    beat_at BIGINT NOT NULL
);

-- What an instance is asked to do; it takes the rows with its next beat.
CREATE TABLE commands (
    id         TEXT   NOT NULL PRIMARY KEY,
    instance   TEXT   NOT NULL,
    command    TEXT   NOT NULL, -- JSON
    created_at BIGINT NOT NULL
);
CREATE INDEX commands_instance ON commands (instance, id);

-- Providers that no instance may ask.
CREATE TABLE paused_providers (
    provider  TEXT   NOT NULL PRIMARY KEY,
    paused_at BIGINT NOT NULL
);

-- The last hours: what an instance saw and counted in a stretch of time, as JSON.
CREATE TABLE buckets (
    width    BIGINT NOT NULL, -- microseconds
    began_at BIGINT NOT NULL, -- a multiple of width
    instance TEXT   NOT NULL,
    bucket   TEXT   NOT NULL,
    PRIMARY KEY (width, began_at, instance)
);

-- How UTC days were for users, counted in days since the epoch.
CREATE TABLE days (
    day     BIGINT NOT NULL,
    measure TEXT   NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (day, measure)
);

-- What operators did.
CREATE TABLE audit (
    id      TEXT   NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    actor   TEXT   NOT NULL,
    action  TEXT   NOT NULL,
    target  TEXT   NOT NULL,
    outcome TEXT   NOT NULL
);
CREATE INDEX audit_at ON audit (at);

-- +goose Down
DROP TABLE audit;
DROP TABLE days;
DROP TABLE buckets;
DROP TABLE paused_providers;
DROP TABLE commands;
DROP TABLE instances;
ALTER TABLE generations DROP COLUMN foretold;
ALTER TABLE generations DROP COLUMN users;
ALTER TABLE generations DROP COLUMN priority;
