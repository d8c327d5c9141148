-- What the shop says of itself: its name, whether it is a sample.
CREATE TABLE desk_info (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment (
    id                    INTEGER PRIMARY KEY,
    uid                   TEXT NOT NULL UNIQUE,
    questionnaire_version INTEGER NOT NULL CHECK (questionnaire_version > 0),
    held_on               TEXT NOT NULL CHECK (held_on IS date(held_on)),
    participants          TEXT NOT NULL,
    next_on               TEXT CHECK (next_on IS date(next_on)),
    place                 TEXT
) STRICT;

CREATE INDEX assessment_by_date ON assessment (held_on, id);

-- An item without a row is unanswered and has no words.
CREATE TABLE answer (
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    item_id       TEXT NOT NULL,
    state         TEXT NOT NULL
                  CHECK (state IN ('unanswered', 'answered', 'deferred', 'not_applicable')),
    choice        INTEGER CHECK (choice BETWEEN 0 AND 3),
    reason        TEXT NOT NULL,
    evidence      TEXT NOT NULL,
    note          TEXT NOT NULL,
    PRIMARY KEY (assessment_id, item_id),
    CHECK ((state = 'answered') = (choice IS NOT NULL)),
    CHECK ((state = 'not_applicable') = (reason <> ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE category_target (
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    category_id   TEXT NOT NULL,
    percent       INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    PRIMARY KEY (assessment_id, category_id)
) STRICT, WITHOUT ROWID;
