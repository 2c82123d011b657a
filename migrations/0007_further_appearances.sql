-- Where the same text was seen again: at another address, at another outlet, or at its own address after another text stood
-- there in between.
CREATE TABLE appearance (
  key          INTEGER PRIMARY KEY,
  document     INTEGER NOT NULL REFERENCES document (key),
  url          TEXT,
  publisher    TEXT,
  title        TEXT,
  published    TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  archived_url TEXT,
  seen_at      TEXT NOT NULL,
  -- The last document that was logged before: of an address the text that came last stands there.
  after        INTEGER NOT NULL REFERENCES document (key),
  event        INTEGER NOT NULL UNIQUE REFERENCES event (seq)
) STRICT;
CREATE INDEX appearance_by_document ON appearance (document);
CREATE INDEX appearance_by_url ON appearance (url) WHERE url IS NOT NULL;
