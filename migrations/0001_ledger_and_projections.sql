-- The ledger is the truth. All other tables can be made anew from it and from document_text,
-- so that a text can be taken down without breaking the ledger.

CREATE TABLE event (
  seq   INTEGER PRIMARY KEY,
  id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  chain BLOB NOT NULL CHECK (length(chain) = 16),     -- the writing installation
  n     INTEGER NOT NULL CHECK (n > 0),               -- the place in its chain: 1, 2, 3, …
  prev  BLOB NOT NULL CHECK (length(prev) = 32),      -- the hash at n - 1; zeros at n = 1
  hash  BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  type  TEXT NOT NULL CHECK (type <> ''),
  at    TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  body  BLOB NOT NULL CHECK (json_valid(CAST(body AS TEXT))),
  UNIQUE (chain, n)
) STRICT;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above, unless recursive_triggers is on.
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event
             WHERE id = NEW.id OR (chain = NEW.chain AND n = NEW.n) OR hash = NEW.hash OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE document (
  key       INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE CHECK (id = substr(sha256, 1, 16)),
  sha256    BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  title     TEXT,
  byline    TEXT,
  url       TEXT,
  publisher TEXT,
  published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  language  TEXT,
  added_at  TEXT NOT NULL,
  event     INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

CREATE INDEX document_by_day ON document (published, id);

CREATE TABLE document_text (
  document INTEGER PRIMARY KEY REFERENCES document (key),
  text     TEXT NOT NULL
) STRICT;

-- Places (…_start, …_end) are half-open, in bytes of the text's UTF-8; char_start and char_end in code points.
-- Numbers are exact decimals in TEXT; the REAL beside is for comparing and ordering only.
CREATE TABLE claim (
  key                INTEGER PRIMARY KEY,
  id                 BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  document           INTEGER NOT NULL REFERENCES document (key),

  sentence_start     INTEGER NOT NULL CHECK (sentence_start >= 0),
  sentence_end       INTEGER NOT NULL CHECK (sentence_end > sentence_start),
  mention_start      INTEGER NOT NULL CHECK (mention_start >= 0),
  mention_end        INTEGER NOT NULL CHECK (mention_end > mention_start),
  quantity_start     INTEGER NOT NULL CHECK (quantity_start >= 0),
  quantity_end       INTEGER NOT NULL CHECK (quantity_end > quantity_start),
  char_start         INTEGER NOT NULL CHECK (char_start >= 0),
  char_end           INTEGER NOT NULL CHECK (char_end > char_start),
  sentence           TEXT NOT NULL,
  mention            TEXT NOT NULL,
  quantity           TEXT NOT NULL,

  kind               TEXT NOT NULL CHECK (kind IN ('count', 'money', 'percent', 'ratio', 'multiple', 'measure',
                                                   'duration', 'date', 'ordinal', 'age', 'number')),
  value              TEXT,
  low                TEXT,
  high               TEXT,
  modifier           TEXT NOT NULL CHECK (modifier IN ('exact', 'about', 'more_than', 'at_least', 'less_than',
                                                       'at_most', 'between', 'vague')),
  change             TEXT CHECK (change IN ('increase', 'decrease')),
  unit               TEXT,
  per                TEXT,
  "of"               TEXT,
  date_start         TEXT,
  date_end           TEXT,
  timex              TEXT,
  date_mod           TEXT CHECK (date_mod IN ('START', 'MID', 'END', 'APPROX', 'BEFORE', 'AFTER')),
  rule               TEXT NOT NULL,

  attribution        TEXT CHECK (attribution IN ('direct', 'indirect', 'mixed', 'document')),
  source_start       INTEGER CHECK (source_start >= 0),
  source_end         INTEGER CHECK (source_end > source_start),
  source             TEXT,
  cue_start          INTEGER CHECK (cue_start >= 0),
  cue_end            INTEGER CHECK (cue_end > cue_start),
  cue                TEXT,
  speaker            TEXT,
  role               TEXT,
  polarity           TEXT CHECK (polarity IN ('asserted', 'doubted', 'denied', 'asked')),
  attribution_rule   TEXT,

  worthiness         TEXT NOT NULL,
  reasons            TEXT NOT NULL CHECK (json_valid(reasons)),
  engine             TEXT NOT NULL,

  -- The least and the greatest number that the claim states: its value, or the bounds that stand instead.
  -- These are no generated columns, because SQLite answers no query from an index alone that names one.
  stated_min         REAL CHECK (stated_min IS CAST(coalesce(value, low, high) AS REAL)),
  stated_max         REAL CHECK (stated_max IS CAST(coalesce(value, high, low) AS REAL)),
  worthiness_real    REAL NOT NULL CHECK (worthiness_real = CAST(worthiness AS REAL)),

  CHECK ((attribution IS NULL) = (polarity IS NULL) AND (attribution IS NULL) = (attribution_rule IS NULL)),
  CHECK (attribution IS NOT NULL OR coalesce(source_start, cue_start, speaker, role) IS NULL),
  CHECK ((source_start IS NULL) = (source_end IS NULL) AND (source_start IS NULL) = (source IS NULL)),
  CHECK ((cue_start IS NULL) = (cue_end IS NULL) AND (cue_start IS NULL) = (cue IS NULL))
) STRICT;

-- The order of a list: the newest document first, in the order of its text.
CREATE INDEX claim_by_place ON claim (document DESC, mention_start, id);
CREATE INDEX claim_by_worth ON claim (worthiness_real);

CREATE TABLE verdict (
  key             INTEGER PRIMARY KEY,
  id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  claim           INTEGER NOT NULL REFERENCES claim (key),
  reviewer        TEXT NOT NULL CHECK (reviewer <> ''),
  given_at        TEXT NOT NULL,
  scale           TEXT NOT NULL CHECK (scale <> ''),
  scale_version   INTEGER NOT NULL CHECK (scale_version > 0),
  rating          TEXT NOT NULL CHECK (rating <> ''),
  class           TEXT NOT NULL CHECK (class <> ''),
  rating_value    INTEGER,
  rating_worst    INTEGER,
  rating_best     INTEGER,
  explanation     TEXT,
  corrected_value TEXT,
  corrected_unit  TEXT CHECK (corrected_unit IS NULL OR corrected_value IS NOT NULL),
  error_abs       TEXT,
  error_pct       TEXT,
  error_points    TEXT,
  error_factor    TEXT,
  supersedes      BLOB REFERENCES verdict (id),
  event           INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

CREATE INDEX verdict_by_claim ON verdict (claim);
CREATE INDEX verdict_superseded ON verdict (supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;

CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;

CREATE TRIGGER verdict_no_replace BEFORE INSERT ON verdict
WHEN EXISTS (SELECT 1 FROM verdict WHERE id = NEW.id OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;

-- The verdicts that no later one names.
CREATE VIEW verdict_in_force AS
SELECT * FROM verdict WHERE NOT EXISTS (SELECT 1 FROM verdict AS later WHERE later.supersedes = verdict.id);

CREATE TABLE evidence (
  key      INTEGER PRIMARY KEY,
  verdict  INTEGER NOT NULL REFERENCES verdict (key),
  position INTEGER NOT NULL CHECK (position > 0),
  url      TEXT NOT NULL CHECK (url <> ''),
  UNIQUE (verdict, position)
) STRICT;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE key = NEW.key OR (verdict = NEW.verdict AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

-- The words that search looks in. The index holds no copy of them; it is filled by one INSERT … SELECT at the end
-- of each transaction, which takes a quarter of the time of a trigger.
CREATE VIEW claim_words AS
SELECT claim.key, claim.sentence, claim.mention, claim."of", claim.speaker, document.title
FROM claim JOIN document ON document.key = claim.document;

CREATE VIRTUAL TABLE claim_fts USING fts5 (
  sentence, mention, "of", speaker, title,
  content = 'claim_words', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
