-- How many wait in each lane, without counting them; as in 0009_queue_lengths.postgres.sql, with one part,
-- since one connection writes.

-- +goose Up
CREATE TABLE queue_lengths (
    lane TEXT   NOT NULL,
    part BIGINT NOT NULL, -- 0
    n    BIGINT NOT NULL,
    PRIMARY KEY (lane, part)
) WITHOUT ROWID;

INSERT INTO queue_lengths (lane, part, n)
SELECT lane, 0, COUNT(*) FROM generations WHERE state = 'queued' GROUP BY lane;

-- +goose StatementBegin
CREATE TRIGGER queue_grows AFTER INSERT ON generations WHEN NEW.state = 'queued'
BEGIN
    INSERT INTO queue_lengths (lane, part, n) VALUES (NEW.lane, 0, 1)
    ON CONFLICT (lane, part) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER queue_changes AFTER UPDATE OF state ON generations WHEN (OLD.state = 'queued') <> (NEW.state = 'queued')
BEGIN
    INSERT INTO queue_lengths (lane, part, n) VALUES (NEW.lane, 0, CASE WHEN NEW.state = 'queued' THEN 1 ELSE -1 END)
    ON CONFLICT (lane, part) DO UPDATE SET n = n + excluded.n;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER queue_shrinks AFTER DELETE ON generations WHEN OLD.state = 'queued'
BEGIN
    INSERT INTO queue_lengths (lane, part, n) VALUES (OLD.lane, 0, -1)
    ON CONFLICT (lane, part) DO UPDATE SET n = n - 1;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER queue_grows;
DROP TRIGGER queue_changes;
DROP TRIGGER queue_shrinks;
DROP TABLE queue_lengths;
