-- E-mail addresses (as compared) and digits of telephones that proved to be the shop's own or a
-- mall's, by the imports that knew of it; they are nobody's again when those are taken back.
CREATE TABLE shared_contact (
    contact  TEXT NOT NULL CHECK (contact <> ''),
    batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    PRIMARY KEY (contact, batch_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX shared_contact_by_batch ON shared_contact (batch_id);

-- All of them but those that a person has said to be one person's, or one family's.
CREATE VIEW shop_contact AS
SELECT contact FROM shared_contact
EXCEPT
SELECT answer.value FROM source JOIN json_each(source.answers, '$.personal') AS answer;

-- Customers under a shop's contact whom a person keeps in one; proposed for splitting no more.
CREATE TABLE kept_whole (
    customer_id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE
) STRICT;

-- Whom an order names, where orders of one import name several people under one e-mail address.
CREATE TABLE order_name (
    order_id INTEGER PRIMARY KEY REFERENCES shop_order (id) ON DELETE CASCADE,
    name     TEXT NOT NULL,
    kana     TEXT NOT NULL,
    phone    TEXT NOT NULL,
    postcode TEXT NOT NULL,
    address  TEXT NOT NULL
) STRICT;

-- Orders of imports up to this one have no such names.
INSERT INTO desk_info (name, value)
SELECT 'orders_unnamed_until', CAST(coalesce(max(id), 0) AS TEXT) FROM import_batch;
