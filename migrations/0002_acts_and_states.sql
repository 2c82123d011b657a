-- Verdicts, evidence and the states of claims follow from the ledger's events, and are made anew from them by
-- `claimlog db rebuild`. Texts are the only content that does not: they can be taken down.

-- The moment of an event among all events of a file, as its body gives it: one more than the greatest that its writer
-- saw (a Lamport clock). Events of the first schema have none; their place in their chain stands for it.
-- In the order (moment, chain, n) every event follows those that its writer knew, whatever the machines' clocks say
-- and in whatever order files were merged.
ALTER TABLE event ADD COLUMN clock INTEGER CHECK (clock > 0);
CREATE INDEX event_by_clock ON event (coalesce(clock, n), chain, n);

-- Texts by their documents' ids, which no rebuilding changes.
CREATE TABLE text (
  document BLOB PRIMARY KEY CHECK (length(document) = 16),
  text     TEXT NOT NULL
) STRICT;
INSERT INTO text SELECT document.id, document_text.text FROM document_text JOIN document ON document.key = document_text.document;
DROP TABLE document_text;
ALTER TABLE text RENAME TO document_text;

ALTER TABLE document ADD COLUMN redacted INTEGER REFERENCES event (seq); -- the event that took its text down

-- The event that entered a claim by hand; null for those that came with their document.
ALTER TABLE claim ADD COLUMN event INTEGER REFERENCES event (seq);
-- The claim as the program found it, whole and as JSON, where somebody edited it.
ALTER TABLE claim ADD COLUMN machine TEXT CHECK (json_valid(machine));

-- The further sources of a claim's attribution, as JSON lists: their places and how each stands to it, and their words.
-- Null where there are none.
ALTER TABLE claim ADD COLUMN chain TEXT CHECK (json_valid(chain));
ALTER TABLE claim ADD COLUMN chain_words TEXT CHECK (json_valid(chain_words) AND (chain IS NULL) = (chain_words IS NULL));

-- Which events are about a claim.
CREATE TABLE claim_event (
  claim INTEGER NOT NULL REFERENCES claim (key),
  event INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (claim, event)
) STRICT, WITHOUT ROWID;

-- Events that were taken back, with the event that did it.
CREATE TABLE undone (
  event INTEGER PRIMARY KEY REFERENCES event (seq),
  "by"  INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- Where a claim stands; a claim without a row is new.
CREATE TABLE claim_state (
  claim    INTEGER PRIMARY KEY REFERENCES claim (key),
  status   TEXT NOT NULL CHECK (status IN ('new', 'not_checkable', 'queued', 'assigned', 'in_review', 'reviewed', 'disputed',
                                           'adjudicated', 'published', 'corrected', 'reopened', 'void', 'pending_date')),
  assignee TEXT,
  due      TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  body     TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX claim_state_by_status ON claim_state (status);

-- Verdicts: what is asked for by SQL stands in columns, the whole verdict in its body.
DROP VIEW verdict_in_force;
DROP TABLE evidence;
DROP TABLE verdict;

CREATE TABLE verdict (
  key        INTEGER PRIMARY KEY,
  id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  claim      INTEGER NOT NULL REFERENCES claim (key),
  reviewer   TEXT NOT NULL CHECK (reviewer <> ''),
  given_at   TEXT NOT NULL,
  scale      TEXT NOT NULL CHECK (scale <> ''),
  rating     TEXT NOT NULL CHECK (rating <> ''),
  class      TEXT NOT NULL CHECK (class <> ''),
  supersedes BLOB,
  body       TEXT NOT NULL CHECK (json_valid(body)),
  event      INTEGER NOT NULL UNIQUE REFERENCES event (seq)
) STRICT;
CREATE INDEX verdict_by_claim ON verdict (claim);
CREATE INDEX verdict_superseded ON verdict (supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;
CREATE TRIGGER verdict_no_replace BEFORE INSERT ON verdict
WHEN EXISTS (SELECT 1 FROM verdict WHERE id = NEW.id OR key = NEW.key OR event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END;

-- Verdicts that count: those not taken back.
CREATE VIEW verdict_standing AS
SELECT * FROM verdict WHERE NOT EXISTS (SELECT 1 FROM undone WHERE undone.event = verdict.event);

-- The verdicts that no later one names.
CREATE VIEW verdict_in_force AS
SELECT * FROM verdict_standing AS verdict
WHERE NOT EXISTS (SELECT 1 FROM verdict_standing AS later WHERE later.supersedes = verdict.id);

CREATE TABLE evidence (
  key      INTEGER PRIMARY KEY,
  id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  claim    INTEGER REFERENCES claim (key),
  kind     TEXT NOT NULL,
  title    TEXT,
  url      TEXT,
  file     TEXT,    -- the SHA-256 of its file
  added_at TEXT NOT NULL,
  body     TEXT NOT NULL CHECK (json_valid(body)),
  event    INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE INDEX evidence_by_claim ON evidence (claim) WHERE claim IS NOT NULL;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

-- Which evidence a verdict rests on, in the order given.
CREATE TABLE cited (
  verdict  INTEGER NOT NULL REFERENCES verdict (key),
  position INTEGER NOT NULL CHECK (position > 0),
  evidence INTEGER NOT NULL REFERENCES evidence (key),
  PRIMARY KEY (verdict, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cited_by_evidence ON cited (evidence);

-- Rating scales of the newsroom's own, by name and version.
CREATE TABLE scale (
  name    TEXT NOT NULL CHECK (name <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  toml    TEXT NOT NULL,
  event   INTEGER NOT NULL REFERENCES event (seq),
  PRIMARY KEY (name, version)
) STRICT;
