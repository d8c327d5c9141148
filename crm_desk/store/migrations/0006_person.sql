-- Who is followed up is a person: the identity that outlives imports, for whatever else hangs on
-- it. SQLite takes a new name over into references; indexes and triggers keep theirs, so they are
-- made again.
DROP TRIGGER followed_customer_goes;
DROP TRIGGER followed_customer_is_back;
DROP INDEX followed_by_former_key;
DROP INDEX plan_by_followed;
DROP INDEX approach_by_followed;
DROP INDEX export_by_followed;

ALTER TABLE followed_customer RENAME TO person;
ALTER TABLE export_note_customer RENAME TO export_note_person;
ALTER TABLE followup_plan RENAME COLUMN followed_id TO person_id;
ALTER TABLE approach RENAME COLUMN followed_id TO person_id;
ALTER TABLE consent RENAME COLUMN followed_id TO person_id;
ALTER TABLE export_note_person RENAME COLUMN followed_id TO person_id;

CREATE INDEX person_by_former_key ON person (former_key) WHERE former_key <> '';
CREATE INDEX plan_by_person ON followup_plan (person_id);
CREATE INDEX approach_by_person ON approach (person_id, day);
CREATE INDEX export_by_person ON export_note_person (person_id);

CREATE TRIGGER customer_goes BEFORE DELETE ON customer BEGIN
    UPDATE person SET former_name = old.name, former_key =
        CASE WHEN old.source_id IS NULL THEN old.key
        ELSE 'm:' || (SELECT label FROM source WHERE id = old.source_id) || ':'
            || substr(old.key, length('m:' || old.source_id || ':') + 1) END
    WHERE customer_id = old.id;
END;

CREATE TRIGGER customer_is_back AFTER INSERT ON customer
WHEN EXISTS (SELECT 1 FROM person WHERE former_key <> '') BEGIN
    UPDATE person SET customer_id = new.id, former_key = '', former_name = ''
    WHERE former_key <> '' AND former_key =
        CASE WHEN new.source_id IS NULL THEN new.key
        ELSE 'm:' || (SELECT label FROM source WHERE id = new.source_id) || ':'
            || substr(new.key, length('m:' || new.source_id || ':') + 1) END;
END;
