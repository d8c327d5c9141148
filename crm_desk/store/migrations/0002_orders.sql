-- The shop's label for one cart; member ids are unique within it.
CREATE TABLE source (
    id    INTEGER PRIMARY KEY,
    label TEXT NOT NULL UNIQUE CHECK (label <> '')
) STRICT;

-- One import. `rows_read` = accepted + rejected + skipped + unchanged.
CREATE TABLE import_batch (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id      INTEGER NOT NULL REFERENCES source (id),
    kind           TEXT NOT NULL CHECK (kind IN ('orders', 'customers', 'hand')),
    preset         TEXT NOT NULL,
    files          TEXT NOT NULL,
    imported_at    TEXT NOT NULL CHECK (imported_at IS datetime(imported_at)),
    rows_accepted  INTEGER NOT NULL CHECK (rows_accepted >= 0),
    rows_rejected  INTEGER NOT NULL CHECK (rows_rejected >= 0),
    rows_skipped   INTEGER NOT NULL CHECK (rows_skipped >= 0),
    rows_unchanged INTEGER NOT NULL CHECK (rows_unchanged >= 0)
) STRICT;

CREATE TABLE import_issue (
    batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    file     TEXT NOT NULL,
    row      INTEGER NOT NULL,
    place    TEXT NOT NULL,
    value    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('rejected', 'skipped', 'notice')),
    detail   TEXT NOT NULL,
    PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;

-- What tells that two orders are one customer's is `key`. The facts shown here are the newest of
-- customer_facts. Opening balances that are `lifetime` count the orders of this desk, too.
-- `joined_to` is the customer that this one turned out to be.
CREATE TABLE customer (
    id                INTEGER PRIMARY KEY,
    key               TEXT NOT NULL UNIQUE,
    source_id         INTEGER REFERENCES source (id),
    member_no         TEXT NOT NULL DEFAULT '',
    name              TEXT NOT NULL DEFAULT '',
    kana              TEXT NOT NULL DEFAULT '',
    email             TEXT NOT NULL DEFAULT '',
    phone             TEXT NOT NULL DEFAULT '',
    postcode          TEXT NOT NULL DEFAULT '',
    address           TEXT NOT NULL DEFAULT '',
    birthday          INTEGER,
    consent           TEXT NOT NULL DEFAULT 'unknown'
                      CHECK (consent IN ('given', 'refused', 'unknown')),
    consent_day       INTEGER,
    consent_source    TEXT NOT NULL DEFAULT '',
    referrer          TEXT NOT NULL DEFAULT '',
    note              TEXT NOT NULL DEFAULT '',
    opening_purchases INTEGER NOT NULL DEFAULT 0,
    opening_amount    INTEGER NOT NULL DEFAULT 0,
    opening_first     INTEGER,
    opening_last      INTEGER,
    opening_lifetime  INTEGER NOT NULL DEFAULT 0 CHECK (opening_lifetime IN (0, 1)),
    email_key         TEXT NOT NULL DEFAULT '',
    phone_digits      TEXT NOT NULL DEFAULT '',
    postcode_digits   TEXT NOT NULL DEFAULT '',
    folded_name       TEXT NOT NULL DEFAULT '',
    folded_address    TEXT NOT NULL DEFAULT '',
    search            TEXT NOT NULL DEFAULT '',
    mall_email        INTEGER NOT NULL DEFAULT 0 CHECK (mall_email IN (0, 1)),
    excluded          INTEGER NOT NULL DEFAULT 0 CHECK (excluded IN (0, 1)),
    joined_to         INTEGER REFERENCES customer (id) ON DELETE SET NULL,
    joined_by         TEXT NOT NULL DEFAULT '' CHECK (joined_by IN ('', 'email', 'hand')),
    CHECK ((joined_to IS NULL) = (joined_by = ''))
) STRICT;

CREATE INDEX customer_by_email ON customer (email_key) WHERE email_key <> '';
CREATE INDEX customer_by_phone ON customer (phone_digits) WHERE phone_digits <> '';
CREATE INDEX customer_by_joined ON customer (joined_to) WHERE joined_to IS NOT NULL;
CREATE INDEX customer_by_excluded ON customer (excluded) WHERE excluded = 1;

-- What one import said of a customer; days are Python's ordinals (day 1 is 0001-01-01).
CREATE TABLE customer_facts (
    customer_id       INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    batch_id          INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    seen_day          INTEGER NOT NULL,
    name              TEXT NOT NULL,
    kana              TEXT NOT NULL,
    email             TEXT NOT NULL,
    phone             TEXT NOT NULL,
    postcode          TEXT NOT NULL,
    address           TEXT NOT NULL,
    birthday          INTEGER,
    consent           TEXT NOT NULL,
    consent_day       INTEGER,
    consent_source    TEXT NOT NULL,
    referrer          TEXT NOT NULL,
    note              TEXT NOT NULL,
    opening_purchases INTEGER,
    opening_amount    INTEGER,
    opening_first     INTEGER,
    opening_last      INTEGER,
    opening_lifetime  INTEGER,
    PRIMARY KEY (customer_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX facts_by_batch ON customer_facts (batch_id);

-- Two customers that a person has parted: never joined or suggested again.
CREATE TABLE parted (
    one   INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

-- Money is in minor units of the desk's currency. Every import that brings an order anew adds a
-- version; the newest is current, so that taking an import back shows what was before.
-- `subscription` is what the file says, `by_product` what the order's products tell.
CREATE TABLE shop_order (
    id           INTEGER PRIMARY KEY,
    batch_id     INTEGER NOT NULL REFERENCES import_batch (id),
    source_id    INTEGER NOT NULL REFERENCES source (id),
    key          TEXT NOT NULL,
    number       TEXT NOT NULL,
    day          INTEGER NOT NULL,
    customer_id  INTEGER REFERENCES customer (id),
    goods        INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    discount     INTEGER NOT NULL,
    refund       INTEGER NOT NULL,
    shipping     INTEGER NOT NULL,
    status       TEXT NOT NULL,
    void         INTEGER NOT NULL CHECK (void IN (0, 1)),
    subscription INTEGER NOT NULL CHECK (subscription IN (0, 1)),
    by_product   INTEGER NOT NULL DEFAULT 0 CHECK (by_product IN (0, 1)),
    incomplete   INTEGER NOT NULL CHECK (incomplete IN (0, 1)),
    fingerprint  BLOB NOT NULL,
    current      INTEGER NOT NULL CHECK (current IN (0, 1)),
    note         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX order_by_key ON shop_order (source_id, key) WHERE current;
-- With all that customer_sums needs, so that it never has to look up a million orders.
CREATE INDEX order_by_customer ON shop_order (customer_id, day, goods, current, void);
CREATE INDEX order_by_batch ON shop_order (batch_id);

CREATE TABLE product (
    id           INTEGER PRIMARY KEY,
    code         TEXT NOT NULL,
    name         TEXT NOT NULL,
    -- 1: the shop says that this is a subscription; 0: it is none; NULL: nobody was asked.
    subscription INTEGER CHECK (subscription IN (0, 1)),
    UNIQUE (code, name)
) STRICT;

-- Imports that told an order just as it stood: when the one that brought it is taken back, the
-- next of these has it.
CREATE TABLE order_repeat (
    order_id INTEGER NOT NULL REFERENCES shop_order (id) ON DELETE CASCADE,
    batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    PRIMARY KEY (order_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX repeat_by_batch ON order_repeat (batch_id);

-- `line` is the row in the file; quantities are in thousandths.
CREATE TABLE order_line (
    order_id   INTEGER NOT NULL REFERENCES shop_order (id) ON DELETE CASCADE,
    line       INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES product (id),
    quantity   INTEGER,
    amount     INTEGER,
    PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;

-- What the list of customers shows and sorts by: purchases and goods of each customer that is
-- joined to nobody, with those joined to it, opening balances included. Worked out from the tables
-- above whenever they change (store/customer_sums.py); days are NULL where there is no purchase.
CREATE TABLE customer_sums (
    customer_id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    purchases   INTEGER NOT NULL,
    amount      INTEGER NOT NULL,
    first_day   INTEGER,
    last_day    INTEGER
) STRICT;

-- A person's own layouts of files that no preset knows.
CREATE TABLE saved_mapping (
    name   TEXT PRIMARY KEY CHECK (name <> ''),
    layout TEXT NOT NULL
) STRICT, WITHOUT ROWID;
