-- Customers who are followed up. Plans, approaches and consents hang on these rows, not on
-- customers, who come and go with imports. While the customer is in the desk nothing of them is
-- kept here; when they go, what tells them again (with the source's label, because ids of sources
-- are given anew) and their name stay, so that the history can be read. Erasing a person blanks
-- both columns.
CREATE TABLE followed_customer (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER UNIQUE REFERENCES customer (id) ON DELETE SET NULL,
    former_key  TEXT NOT NULL DEFAULT '',
    former_name TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX followed_by_former_key ON followed_customer (former_key) WHERE former_key <> '';

CREATE TRIGGER followed_customer_goes BEFORE DELETE ON customer BEGIN
    UPDATE followed_customer SET former_name = old.name, former_key =
        CASE WHEN old.source_id IS NULL THEN old.key
        ELSE 'm:' || (SELECT label FROM source WHERE id = old.source_id) || ':'
            || substr(old.key, length('m:' || old.source_id || ':') + 1) END
    WHERE customer_id = old.id;
END;

CREATE TRIGGER followed_customer_is_back AFTER INSERT ON customer
WHEN EXISTS (SELECT 1 FROM followed_customer WHERE former_key <> '') BEGIN
    UPDATE followed_customer SET customer_id = new.id, former_key = '', former_name = ''
    WHERE former_key <> '' AND former_key =
        CASE WHEN new.source_id IS NULL THEN new.key
        ELSE 'm:' || (SELECT label FROM source WHERE id = new.source_id) || ':'
            || substr(new.key, length('m:' || new.source_id || ':') + 1) END;
END;

-- Days are Python's ordinals. `last_day` follows from `start` (three calendar months), and is kept
-- because SQL knows no calendar; what state a plan is in is kept nowhere. `cluster`, `band` (first
-- day of the recency band) and `subscribed` say where the customer stood; '' and NULL: unknown.
CREATE TABLE followup_plan (
    id            INTEGER PRIMARY KEY,
    followed_id   INTEGER NOT NULL REFERENCES followed_customer (id),
    start         INTEGER NOT NULL,
    last_day      INTEGER NOT NULL CHECK (last_day > start),
    template      TEXT NOT NULL,
    cluster       TEXT NOT NULL,
    band          INTEGER,
    subscribed    INTEGER NOT NULL CHECK (subscribed IN (0, 1)),
    paused_on     INTEGER,
    pause_reason  TEXT NOT NULL,
    cancelled_on  INTEGER,
    cancel_reason TEXT NOT NULL,
    bought_on     INTEGER,
    thanks_on     INTEGER
) STRICT;

CREATE INDEX plan_by_last_day ON followup_plan (last_day);
CREATE INDEX plan_by_followed ON followup_plan (followed_id);

-- `planned` is NULL for 次回出荷時.
CREATE TABLE followup_step (
    plan_id INTEGER NOT NULL REFERENCES followup_plan (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
    planned INTEGER,
    way     TEXT NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (plan_id, number)
) STRICT, WITHOUT ROWID;

-- Without `plan_id` it was made outside of a plan; without `step` it was not planned.
CREATE TABLE approach (
    id          INTEGER PRIMARY KEY,
    followed_id INTEGER NOT NULL REFERENCES followed_customer (id),
    plan_id     INTEGER REFERENCES followup_plan (id) ON DELETE CASCADE,
    step        INTEGER CHECK (step BETWEEN 1 AND 3),
    day         INTEGER NOT NULL,
    way         TEXT NOT NULL,
    result      TEXT NOT NULL
                CHECK (result IN ('none', 'reacted', 'silent', 'not_reached', 'refused')),
    note        TEXT NOT NULL,
    CHECK (plan_id IS NOT NULL OR step IS NULL)
) STRICT;

CREATE INDEX approach_by_plan ON approach (plan_id, step) WHERE plan_id IS NOT NULL;
CREATE INDEX approach_by_followed ON approach (followed_id, day);

-- What a customer said of one medium; '' is all of them (連絡不可). What a customer file says of
-- e-mail stays with the customer and holds where there is no row.
CREATE TABLE consent (
    followed_id INTEGER NOT NULL REFERENCES followed_customer (id),
    medium      TEXT NOT NULL,
    consent     TEXT NOT NULL CHECK (consent IN ('given', 'refused', 'unknown')),
    day         INTEGER,
    source      TEXT NOT NULL,
    PRIMARY KEY (followed_id, medium)
) STRICT, WITHOUT ROWID;

-- The shop's own templates, and what it changed of those that the program comes with.
CREATE TABLE followup_template (
    id   TEXT PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL CHECK (name <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE followup_template_step (
    template_id TEXT NOT NULL REFERENCES followup_template (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number BETWEEN 1 AND 3),
    after       INTEGER,
    way         TEXT NOT NULL,
    purpose     TEXT NOT NULL,
    late        TEXT NOT NULL,
    PRIMARY KEY (template_id, number)
) STRICT, WITHOUT ROWID;

-- Cells of the matrix that the shop has changed; '' is no template.
CREATE TABLE followup_cell (
    segment     TEXT NOT NULL,
    band        INTEGER NOT NULL,
    template_id TEXT NOT NULL,
    PRIMARY KEY (segment, band)
) STRICT, WITHOUT ROWID;

-- Caps, postage in minor units, and rules that the shop has changed.
CREATE TABLE followup_limit (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who left the program on paper or in a file, when, as what (`kind`) and for what.
CREATE TABLE export_note (
    id      INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL CHECK (made_at IS datetime(made_at)),
    kind    TEXT NOT NULL,
    purpose TEXT NOT NULL
) STRICT;

CREATE TABLE export_note_customer (
    note_id     INTEGER NOT NULL REFERENCES export_note (id) ON DELETE CASCADE,
    followed_id INTEGER NOT NULL REFERENCES followed_customer (id),
    PRIMARY KEY (note_id, followed_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX export_by_followed ON export_note_customer (followed_id);
