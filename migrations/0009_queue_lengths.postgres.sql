-- How many wait in each lane, without counting them: the sum of a lane's parts, kept by the database with
-- every change of the queue, whoever makes it. Each connection has a part of its own, so that transactions
-- that run at once do not wait for each other; parts of connections that have ended are put together by
-- Store.Sweep, which also holds the sum against the queue.

-- +goose Up
CREATE TABLE queue_lengths (
    lane TEXT   NOT NULL,
    part BIGINT NOT NULL, -- of a connection, by its process; 0 is what others left
    n    BIGINT NOT NULL,
    PRIMARY KEY (lane, part)
) WITH (fillfactor = 50);

-- +goose StatementBegin
CREATE FUNCTION count_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO queue_lengths AS q (lane, part, n)
    VALUES (
        CASE TG_OP WHEN 'DELETE' THEN OLD.lane ELSE NEW.lane END,
        pg_backend_pid(),
        CASE WHEN TG_OP = 'DELETE' OR NEW.state <> 'queued' THEN -1 ELSE 1 END)
    ON CONFLICT (lane, part) DO UPDATE SET n = q.n + excluded.n;
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER queue_grows AFTER INSERT ON generations FOR EACH ROW
    WHEN (NEW.state = 'queued') EXECUTE FUNCTION count_queue();
CREATE TRIGGER queue_changes AFTER UPDATE OF state ON generations FOR EACH ROW
    WHEN ((OLD.state = 'queued') <> (NEW.state = 'queued')) EXECUTE FUNCTION count_queue();
CREATE TRIGGER queue_shrinks AFTER DELETE ON generations FOR EACH ROW
    WHEN (OLD.state = 'queued') EXECUTE FUNCTION count_queue();

-- The triggers hold off who writes until this is committed.
INSERT INTO queue_lengths (lane, part, n)
SELECT lane, 0, COUNT(*) FROM generations WHERE state = 'queued' GROUP BY lane;

-- +goose Down
DROP TRIGGER queue_grows ON generations;
DROP TRIGGER queue_changes ON generations;
DROP TRIGGER queue_shrinks ON generations;
DROP FUNCTION count_queue;
DROP TABLE queue_lengths;
