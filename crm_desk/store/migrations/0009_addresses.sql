-- A refusal belongs to the address that it was said for. Addresses of customers beside those that
-- `customer` shows: former ones (`is_former`), and e-mail addresses as their provider reads them
-- (store/contacts/addresses.py). When a customer goes who had refused, their addresses stay with
-- the person, until they are back. Erasing a person removes these rows.
CREATE TABLE other_address (
    kind        TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'place')),
    handle      TEXT NOT NULL CHECK (handle <> ''),
    postcode    TEXT NOT NULL,
    customer_id INTEGER REFERENCES customer (id) ON DELETE CASCADE,
    person_id   INTEGER REFERENCES person (id) ON DELETE CASCADE,
    is_former   INTEGER NOT NULL CHECK (is_former IN (0, 1)),
    CHECK ((customer_id IS NULL) <> (person_id IS NULL))
) STRICT;

CREATE INDEX other_address_by_handle ON other_address (handle, kind);
CREATE INDEX other_address_by_customer ON other_address (customer_id)
    WHERE customer_id IS NOT NULL;
CREATE INDEX other_address_by_person ON other_address (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX customer_by_place ON customer (folded_address) WHERE folded_address <> '';
CREATE INDEX customer_refused ON customer (id) WHERE consent = 'refused';
CREATE INDEX consent_refused ON consent (person_id) WHERE consent = 'refused';
CREATE INDEX approach_refused ON approach (person_id) WHERE result = 'refused';

INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
SELECT DISTINCT 'email', email_key(f.email), '', c.id, NULL, 1
FROM customer c
JOIN customer_facts f ON f.customer_id = c.id AND f.email <> c.email
WHERE email_key(f.email) NOT IN ('', c.email_key);

INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
SELECT DISTINCT 'phone', phone_digits(f.phone), '', c.id, NULL, 1
FROM customer c
JOIN customer_facts f ON f.customer_id = c.id AND f.phone <> c.phone
WHERE phone_digits(f.phone) NOT IN ('', c.phone_digits);

INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
SELECT DISTINCT 'place', fold_address(f.address), postcode_digits(f.postcode), c.id, NULL, 1
FROM customer c
JOIN customer_facts f ON f.customer_id = c.id AND f.address <> c.address
WHERE fold_address(f.address) NOT IN ('', c.folded_address);

INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
SELECT DISTINCT o.kind, email_box(o.handle), '', o.customer_id, NULL, 1
FROM other_address o
JOIN customer c ON c.id = o.customer_id
WHERE o.kind = 'email' AND email_box(o.handle) NOT IN (o.handle, email_box(c.email_key));

INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
SELECT 'email', email_box(email_key), '', id, NULL, 0
FROM customer
WHERE email_key <> '' AND email_box(email_key) <> email_key;

-- A post code goes with its address: no code rather than that of another one.
UPDATE customer SET postcode = '', postcode_digits = ''
WHERE postcode <> '' AND address <> '' AND id IN (
    SELECT c.id FROM customer c
    JOIN customer_facts f ON f.customer_id = c.id
    WHERE c.postcode <> '' AND c.address <> ''
    GROUP BY c.id
    HAVING NOT max(f.postcode = c.postcode AND (f.address = c.address
        OR fold_address(f.address) = c.folded_address))
);

-- What was answered about a refusal at a telephone number that many share: it holds for everyone
-- there, or only for who said so.
CREATE TABLE shared_refusal (
    phone    TEXT PRIMARY KEY CHECK (phone <> ''),
    everyone INTEGER NOT NULL CHECK (everyone IN (0, 1))
) STRICT, WITHOUT ROWID;

DROP TRIGGER customer_goes;
DROP TRIGGER customer_is_back;

CREATE TRIGGER customer_goes BEFORE DELETE ON customer BEGIN
    UPDATE person SET former_name = old.name, former_key =
        CASE WHEN old.source_id IS NULL THEN old.key
        ELSE 'm:' || (SELECT label FROM source WHERE id = old.source_id) || ':'
            || substr(old.key, length('m:' || old.source_id || ':') + 1) END
    WHERE customer_id = old.id;
    INSERT INTO other_address (kind, handle, postcode, customer_id, person_id, is_former)
    SELECT a.kind, a.handle, a.postcode, NULL, person.id, 1
    FROM person
    JOIN (
        SELECT 'email' AS kind, old.email_key AS handle, '' AS postcode
        UNION SELECT 'phone', old.phone_digits, ''
        UNION SELECT 'place', old.folded_address, old.postcode_digits
        UNION SELECT kind, handle, postcode FROM other_address WHERE customer_id = old.id
    ) a
    WHERE person.customer_id = old.id AND a.handle <> '' AND (
        EXISTS (SELECT 1 FROM consent n WHERE n.person_id = person.id AND n.consent = 'refused')
        OR EXISTS (SELECT 1 FROM approach r WHERE r.person_id = person.id AND r.result = 'refused')
    );
END;

CREATE TRIGGER customer_is_back AFTER INSERT ON customer
WHEN EXISTS (SELECT 1 FROM person WHERE former_key <> '') BEGIN
    UPDATE person SET customer_id = new.id, former_key = '', former_name = ''
    WHERE former_key <> '' AND former_key =
        CASE WHEN new.source_id IS NULL THEN new.key
        ELSE 'm:' || (SELECT label FROM source WHERE id = new.source_id) || ':'
            || substr(new.key, length('m:' || new.source_id || ':') + 1) END;
    UPDATE other_address SET customer_id = new.id, person_id = NULL
    WHERE person_id = (SELECT id FROM person WHERE customer_id = new.id);
END;
