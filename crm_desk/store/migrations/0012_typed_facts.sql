-- What the shop itself says of a person: it wins over what files say, and outlives imports.
ALTER TABLE customer ADD COLUMN company TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_facts ADD COLUMN company TEXT NOT NULL DEFAULT '';

-- Whether the e-mail address that files say is a mall's alias: the one that is shown may be typed.
ALTER TABLE customer ADD COLUMN file_mall_email INTEGER NOT NULL DEFAULT 0
    CHECK (file_mall_email IN (0, 1));
UPDATE customer SET file_mall_email = 1 WHERE mall_email = 1;

CREATE TABLE typed_fact (
    person_id  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- Of the entry: what was typed together has one number.
    number     INTEGER NOT NULL,
    field      TEXT NOT NULL CHECK (field <> ''),
    -- '': none, whatever files say. Days as 2026-11-28.
    value      TEXT NOT NULL,
    -- What files said then.
    said       TEXT NOT NULL,
    day        INTEGER NOT NULL,
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
    PRIMARY KEY (person_id, number, field)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX typed_now ON typed_fact (person_id, field) WHERE is_current;

-- Further telephone numbers of a customer: who is reached there is found by them, too.
INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
SELECT DISTINCT 'phone', further.value, '', c.id, NULL, 0
FROM customer c, json_each(further_phones(c.phone)) AS further
WHERE c.phone GLOB '*[/,;、，／；]*' OR c.phone LIKE '%  %';
