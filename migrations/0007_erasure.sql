-- Users who erased all that was theirs. Columns are as in 0001.

-- +goose Up
-- What limits need for the rest of the UTC day stays until then; the sweep removes it with this row.
CREATE TABLE erased_users (
    owner     TEXT   NOT NULL PRIMARY KEY,
    erased_at BIGINT NOT NULL
);

-- +goose Down
DROP TABLE erased_users;
