-- What was answered about the files of a source, as JSON; see importing/answers.py.
ALTER TABLE source ADD COLUMN answers TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(answers));

-- Full paths of the files read, a JSON list; '' of imports before this step. Names, too, are a list
-- now: one may hold a line break. No name holds a slash.
ALTER TABLE import_batch ADD COLUMN paths TEXT NOT NULL DEFAULT '';
UPDATE import_batch
SET files = '[' || replace(json_quote(replace(files, char(10), '/')), '/', '","') || ']'
WHERE files <> '';

-- What an import decided or could not know, one row a reason, with the first place.
CREATE TABLE import_notice (
    batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    severity TEXT NOT NULL,
    count    INTEGER NOT NULL CHECK (count >= 0),
    file     TEXT NOT NULL,
    row      INTEGER NOT NULL,
    place    TEXT NOT NULL,
    value    TEXT NOT NULL,
    detail   TEXT NOT NULL,
    PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;

-- Former versions of an order are found by its key when an import is taken back; whoever was parted
-- from a customer, when that one goes.
CREATE INDEX former_order_by_key ON shop_order (source_id, key) WHERE NOT current;
CREATE INDEX parted_by_other ON parted (other);
