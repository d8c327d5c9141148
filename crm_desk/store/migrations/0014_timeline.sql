-- Who of the shop: names to choose from. Records keep a name as text, whatever becomes of it here.
CREATE TABLE staff (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- What a customer did: rang, wrote, came in. It hangs on the person and outlives imports; nobody
-- was found for it while `person_id` is NULL. `minute` of the day, NULL where only the day is known.
CREATE TABLE entry (
    id            INTEGER PRIMARY KEY,
    person_id     INTEGER REFERENCES person (id),
    caller        TEXT NOT NULL,
    caller_digits TEXT NOT NULL,
    kind          TEXT NOT NULL
                  CHECK (kind IN ('inquiry', 'complaint', 'request', 'praise', 'note')),
    way           TEXT NOT NULL,
    day           INTEGER NOT NULL,
    minute        INTEGER CHECK (minute BETWEEN 0 AND 1439),
    words         TEXT NOT NULL CHECK (words <> ''),
    staff         TEXT NOT NULL
) STRICT;

CREATE INDEX entry_by_person ON entry (person_id, day) WHERE person_id IS NOT NULL;
CREATE INDEX complaint_by_day ON entry (day) WHERE kind = 'complaint';
CREATE INDEX entry_of_nobody ON entry (caller_digits) WHERE person_id IS NULL;

-- Further answers to a case.
CREATE TABLE entry_line (
    id       INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    day      INTEGER NOT NULL,
    minute   INTEGER CHECK (minute BETWEEN 0 AND 1439),
    words    TEXT NOT NULL CHECK (words <> ''),
    staff    TEXT NOT NULL
) STRICT;

CREATE INDEX line_by_entry ON entry_line (entry_id);

-- An entry that waits for an answer, or got one. Product and order as text: orders come and go with
-- imports. `remedies`: what was done, of refund, exchange, apology, explanation, parted by blanks.
CREATE TABLE case_work (
    entry_id     INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    owner        TEXT NOT NULL,
    due          INTEGER NOT NULL,
    product_code TEXT NOT NULL DEFAULT '',
    product_name TEXT NOT NULL DEFAULT '',
    order_number TEXT NOT NULL DEFAULT '',
    order_day    INTEGER,
    closed_day   INTEGER,
    closed_minute INTEGER CHECK (closed_minute BETWEEN 0 AND 1439),
    closed_by    TEXT NOT NULL DEFAULT '',
    outcome      TEXT NOT NULL DEFAULT '',
    remedies     TEXT NOT NULL DEFAULT '',
    amount       INTEGER,
    CHECK ((closed_day IS NULL) = (outcome = ''))
) STRICT;

CREATE INDEX case_open ON case_work (due) WHERE closed_day IS NULL;
CREATE INDEX case_closed ON case_work (closed_day) WHERE closed_day IS NOT NULL;

-- Who is held back from starts and mailings by something above contacts, which read this view only.
CREATE VIEW held_back AS
SELECT e.person_id
FROM case_work w
-- CROSS: begins with the open cases, which are few; entries are many.
CROSS JOIN entry e ON e.id = w.entry_id
WHERE w.closed_day IS NULL AND e.kind = 'complaint' AND e.person_id IS NOT NULL;

-- A telephone note that was not saved as yet; it survives a crash, and waits while an import is kept.
CREATE TABLE entry_draft (
    id           INTEGER PRIMARY KEY,
    customer_id  INTEGER REFERENCES customer (id) ON DELETE SET NULL,
    caller       TEXT NOT NULL,
    kind         TEXT NOT NULL
                 CHECK (kind IN ('inquiry', 'complaint', 'request', 'praise', 'note')),
    way          TEXT NOT NULL,
    day          INTEGER NOT NULL,
    minute       INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    words        TEXT NOT NULL,
    needs_answer INTEGER NOT NULL CHECK (needs_answer IN (0, 1))
) STRICT;

-- Every change of what a person said of a medium ('' = 連絡不可), kept three years by law
-- (特商法施行規則): `day` is when it was said, `noted_day` when it was written down here.
CREATE TABLE consent_event (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    medium    TEXT NOT NULL,
    before    TEXT NOT NULL CHECK (before IN ('given', 'refused', 'unknown')),
    after     TEXT NOT NULL CHECK (after IN ('given', 'refused', 'unknown')),
    day       INTEGER,
    source    TEXT NOT NULL,
    noted_day INTEGER NOT NULL
) STRICT;

CREATE INDEX consent_event_by_person ON consent_event (person_id);

-- Who of the shop made an approach.
ALTER TABLE approach ADD COLUMN staff TEXT NOT NULL DEFAULT '';
-- 1: an open complaint paused the plan; closing the last one lets it go on.
ALTER TABLE followup_plan ADD COLUMN paused_by_complaint INTEGER NOT NULL DEFAULT 0
    CHECK (paused_by_complaint IN (0, 1));
