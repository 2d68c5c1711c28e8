-- Who waits may change lanes, and the lengths of both change with it (0009).

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION count_lanes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO queue_lengths AS q (lane, part, n)
    VALUES (OLD.lane, pg_backend_pid(), -1), (NEW.lane, pg_backend_pid(), 1)
    ON CONFLICT (lane, part) DO UPDATE SET n = q.n + excluded.n;
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER queue_moves AFTER UPDATE OF lane ON generations FOR EACH ROW
    WHEN (OLD.lane <> NEW.lane AND OLD.state = 'queued' AND NEW.state = 'queued') EXECUTE FUNCTION count_lanes();

-- +goose Down
DROP TRIGGER queue_moves ON generations;
DROP FUNCTION count_lanes;
