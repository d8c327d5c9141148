-- 断り is kept with its approach, and blocks the medium from there. What was noted of it beside the
-- approach goes, so that a refusal that was taken back blocks no longer.
DELETE FROM consent WHERE source = 'followup' AND consent = 'refused' AND EXISTS (
    SELECT 1 FROM approach a WHERE a.followed_id = consent.followed_id
    AND a.result = 'refused' AND a.day = consent.day
    AND consent.medium = CASE WHEN a.way IN ('handwritten', 'postcard', 'letter', 'catalogue', 'newsletter')
        THEN 'post' ELSE a.way END
);
