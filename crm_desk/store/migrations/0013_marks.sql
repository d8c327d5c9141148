-- Marks (しるし) of persons: domain/contacts/marks.py. `year`: of 喪中, it holds to its end.
CREATE TABLE person_mark (
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind      TEXT NOT NULL CHECK (
        kind IN ('deceased', 'mourning', 'moved_away', 'no_phone', 'no_mailings', 'no_visit')
    ),
    day       INTEGER,
    source    TEXT NOT NULL,
    year      INTEGER CHECK ((year IS NOT NULL) = (kind = 'mourning')),
    PRIMARY KEY (person_id, kind)
) STRICT, WITHOUT ROWID;

-- What was answered when words proposed a mark; `digest` is of the texts that did.
CREATE TABLE mark_answer (
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind      TEXT NOT NULL,
    digest    TEXT NOT NULL,
    is_right  INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    PRIMARY KEY (person_id, kind, digest)
) STRICT, WITHOUT ROWID;

-- The marks that the words of a customer propose (domain/contacts/mark_words.py); it follows from
-- what `customer` shows.
CREATE TABLE mark_proposal (
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    field       TEXT NOT NULL CHECK (field IN ('note', 'name', 'address')),
    words       TEXT NOT NULL,
    digest      TEXT NOT NULL,
    year        INTEGER,
    PRIMARY KEY (customer_id, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO mark_proposal (customer_id, kind, field, words, digest, year)
SELECT
    c.id,
    p.value ->> 0,
    p.value ->> 1,
    p.value ->> 2,
    p.value ->> 3,
    p.value ->> 4
FROM customer c, json_each(mark_proposals(c.note, c.name, c.address)) p
WHERE c.note <> '' OR c.name <> '' OR c.address <> '';

-- Addresses of those who go are kept where they refused something, or have died: whoever comes
-- with the same name and address may be the same person.
DROP TRIGGER customer_goes;
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
        OR EXISTS (
            SELECT 1 FROM person_mark m WHERE m.person_id = person.id AND m.kind = 'deceased'
        )
    );
END;
