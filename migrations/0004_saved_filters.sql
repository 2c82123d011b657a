-- Filters of claims under names, each as it was saved: of a name the newest that was not taken back holds, in the order of
-- moments. Null is a name that was forgotten.
CREATE TABLE saved_filter (
  name   TEXT NOT NULL CHECK (name <> ''),
  event  INTEGER NOT NULL REFERENCES event (seq),
  filter TEXT CHECK (json_valid(filter)),
  "by"   TEXT,
  PRIMARY KEY (name, event)
) STRICT, WITHOUT ROWID;
