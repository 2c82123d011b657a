-- Where a copy of an article is kept, and what a report says of the same article and the same claim elsewhere.

ALTER TABLE document ADD COLUMN archived_url TEXT;

-- The texts of one address, in the order in which they were logged: its revisions.
CREATE INDEX document_by_url ON document (url) WHERE url IS NOT NULL;

-- Claims that were triaged as another one again.
CREATE INDEX claim_duplicates ON claim_state (json_extract(body, '$.reason')) WHERE status = 'not_checkable';
