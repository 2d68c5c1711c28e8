-- What operators see and do. Columns and tables are as in 0001.

-- +goose Up
-- What was so when a generation was submitted: its class in the queue, how many users were there, and
-- the wait that was foretold, in microseconds; -1 without a forecast.
ALTER TABLE generations ADD COLUMN priority TEXT   NOT NULL DEFAULT 'normal';
ALTER TABLE generations ADD COLUMN users    BIGINT NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN foretold BIGINT NOT NULL DEFAULT -1;

-- +goose Down
ALTER TABLE generations DROP COLUMN foretold;
ALTER TABLE generations DROP COLUMN users;
ALTER TABLE generations DROP COLUMN priority;
