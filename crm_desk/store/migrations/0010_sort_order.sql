-- What names and member numbers are sorted by, and telephone numbers apart in what is searched.
-- The functions are the program's own (`_FUNCTIONS` in store/schema.py).
ALTER TABLE customer ADD COLUMN name_order TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN member_order TEXT NOT NULL DEFAULT '';

UPDATE customer SET
    name_order = CASE sort_key(kana) WHEN '' THEN sort_key(name) ELSE sort_key(kana) END,
    member_order = sort_key(member_no),
    search = search_text(name, kana, member_no, email, phone);
