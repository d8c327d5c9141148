-- What names and member numbers are sorted by; `sort_key` is the program's own (`_FUNCTIONS` in
-- store/schema.py).
ALTER TABLE customer ADD COLUMN name_order TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN member_order TEXT NOT NULL DEFAULT '';

UPDATE customer SET
    name_order = CASE sort_key(kana) WHEN '' THEN sort_key(name) ELSE sort_key(kana) END,
    member_order = sort_key(member_no);

-- In what is searched, telephone numbers stand behind a tab now (domain/customers/search.py): the
-- first one was the last line. All digits of the field follow, for those of several numbers.
UPDATE customer SET search =
    CASE
        WHEN phone_digits <> '' AND substr(search, -length(phone_digits)) = phone_digits
        THEN rtrim(substr(search, 1, length(search) - length(phone_digits)), char(10))
        ELSE search
    END
    || char(9) || phone_digits || char(10)
    || replace(replace(replace(replace(replace(phone, '-', ''), ' ', ''), '(', ''), ')', ''), '+', '');

-- The country's number in front, without its plus sign.
UPDATE customer SET search = search || char(10) || '0' || ltrim(substr(phone_digits, 3), '0')
WHERE phone_digits GLOB '81*' AND length(phone_digits) IN (11, 12);
UPDATE customer SET search = search || char(10) || '0' || ltrim(substr(phone_digits, 5), '0')
WHERE phone_digits GLOB '0081*';
