-- What a queue of reviewers needs: an order, who is at what, and what was begun and not sent.

-- How many verdicts the desk's policy still asks for. The states are made anew after this change.
ALTER TABLE claim_state ADD COLUMN awaits INTEGER NOT NULL DEFAULT 0 CHECK (awaits >= 0);
CREATE INDEX claim_state_by_assignee ON claim_state (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX claim_state_by_due ON claim_state (due) WHERE due IS NOT NULL;

-- The most worth checking first, and of equals the one that was logged first.
DROP INDEX claim_by_worth;
CREATE INDEX claim_by_worth ON claim (worthiness_real DESC);

-- Claims in the same words, to find what was judged elsewhere.
CREATE INDEX claim_by_words ON claim (lower(mention));

-- The rules that a desk set itself: few rows of a long ledger.
CREATE INDEX event_policy ON event (type) WHERE type = 'policy.set';

-- What people did, in its order: few rows beside those of documents.
CREATE INDEX event_of_person ON event (coalesce(clock, n), chain, n) WHERE type <> 'document.added';

-- Not from the ledger, because they are no facts about a claim: who has taken one up and until when (UTC),
CREATE TABLE lease (
  claim    BLOB PRIMARY KEY CHECK (length(claim) = 16),
  reviewer TEXT NOT NULL CHECK (reviewer <> ''),
  until    TEXT NOT NULL
) STRICT;

-- and what a reviewer has typed and not yet recorded, as JSON.
CREATE TABLE draft (
  claim    BLOB NOT NULL CHECK (length(claim) = 16),
  reviewer TEXT NOT NULL CHECK (reviewer <> ''),
  saved_at TEXT NOT NULL,
  body     TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (claim, reviewer)
) STRICT;
