-- Figures that were read from public sources, for all instances and for days. Columns are as in 0001.

-- +goose Up
CREATE TABLE market_readings (
    subject TEXT   NOT NULL PRIMARY KEY, -- what was read: a country, or the exchange rates
    body    TEXT   NOT NULL,             -- JSON of whoever reads
    read_at BIGINT NOT NULL
);

-- +goose Down
DROP TABLE market_readings;
