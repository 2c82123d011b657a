-- What else is known of an article and of how it was read: the day of its last change, the publisher's notes, where each
-- field came from, when it was fetched, the times of a transcript. Reports and lists ask for none of it, so it is one value.

ALTER TABLE document ADD COLUMN reading TEXT CHECK (json_valid(reading));
