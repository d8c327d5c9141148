-- What erased persons were known by, as keyed hashes (store/erased.py): the next import takes their
-- rows for orders without a customer. `left_out`: their orders stay out of the figures, as they did.
CREATE TABLE erased_key (
    hash     TEXT PRIMARY KEY CHECK (hash <> ''),
    left_out INTEGER NOT NULL CHECK (left_out IN (0, 1))
) STRICT, WITHOUT ROWID;

-- 1: of somebody who was left out of the figures and has been erased since.
ALTER TABLE shop_order ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out IN (0, 1));
