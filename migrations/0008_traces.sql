-- Where a generation stands in the trace of its submission, so that whoever claims it goes on there.

-- +goose Up
-- A traceparent as W3C Trace Context has it; empty where the submission was not traced.
ALTER TABLE generations ADD COLUMN trace TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE generations DROP COLUMN trace;
