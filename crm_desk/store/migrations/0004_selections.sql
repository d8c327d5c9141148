-- Chosen people with a name. What is kept are the conditions (JSON), so they follow the data.
CREATE TABLE saved_selection (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE CHECK (name <> ''),
    filters TEXT NOT NULL
) STRICT;

-- 1: a person has looked and said that this one counts; the program proposes them no more.
ALTER TABLE customer ADD COLUMN kept_in INTEGER NOT NULL DEFAULT 0 CHECK (kept_in IN (0, 1));
