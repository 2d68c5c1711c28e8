-- What language models cost, in tokens.

-- +goose Up
-- Tokens of an owner at a provider on a UTC day, counted in days since the epoch.
CREATE TABLE token_days (
    owner    TEXT   NOT NULL,
    day      BIGINT NOT NULL,
    provider TEXT   NOT NULL,
    input    BIGINT NOT NULL, -- of prompts
    output   BIGINT NOT NULL, -- of answers
    PRIMARY KEY (owner, day, provider)
);
CREATE INDEX token_days_day ON token_days (day);

-- +goose Down
DROP TABLE token_days;
