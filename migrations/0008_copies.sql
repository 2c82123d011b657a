-- Articles that are copies of others, and what they are recognised by. A text that was taken down has none of it.

-- A sample of a text's runs of five words, hashed (model::Sketch). Texts of a few lines have none.
CREATE TABLE sketch (
  document INTEGER PRIMARY KEY REFERENCES document (key),
  body     BLOB NOT NULL
) STRICT;

-- A coarser sample of the same, by which sketches that may overlap are found.
CREATE TABLE sketch_key (
  hash     INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document (key),
  PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

-- Of which earlier document one is a copy, and the first revision of the article that their story began with.
CREATE TABLE copy (
  document INTEGER PRIMARY KEY REFERENCES document (key),
  "of"     INTEGER NOT NULL REFERENCES document (key),
  story    INTEGER NOT NULL REFERENCES document (key)
) STRICT;
CREATE INDEX copy_by_original ON copy ("of");
CREATE INDEX copy_by_story ON copy (story);
