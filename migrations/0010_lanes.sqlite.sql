-- Who waits may change lanes; as in 0010_lanes.postgres.sql.

-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER queue_moves AFTER UPDATE OF lane ON generations WHEN OLD.lane <> NEW.lane AND OLD.state = 'queued' AND NEW.state = 'queued'
BEGIN
    INSERT INTO queue_lengths (lane, part, n) VALUES (OLD.lane, 0, -1), (NEW.lane, 0, 1)
    ON CONFLICT (lane, part) DO UPDATE SET n = n + excluded.n;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER queue_moves;
