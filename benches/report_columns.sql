-- The columns of `claimlog export csv`, as the sqlite3 shell can give them: what it cannot compute is a constant or null. docs/performance.md
SELECT 'c'||lower(hex(claim.id)) claim_id, 'r'||lower(hex(claim.id)) claim_revision, coalesce(claim_state.status,'new') state, 'd'||lower(hex(document.id)) article_id, 1 article_revision, 'no' source_changed,
 document.publisher outlet, document.title, document.byline, document.url, NULL archived_url, document.published, document.added_at accessed, lower(hex(document.sha256)) article_sha256,
 claim.mention, claim.sentence, claim.char_start, claim.char_end, claim.kind, claim.value, claim.low, claim.high, claim.modifier, claim.change, claim.unit, claim.per, claim."of", claim.date_start, claim.date_end, claim.timex,
 claim.speaker, claim.role, claim.source, claim.attribution, claim.polarity, claim.cue, document.url, 1, 1, claim.engine, claim.worthiness, CASE WHEN claim.machine IS NULL THEN 'no' ELSE 'yes' END, claim.machine->>'$.mention.quantity.value',
 'v'||lower(hex(verdict.id)), verdict.rating, verdict.body->>'$.standing.value', verdict.body->>'$.standing.worst', verdict.body->>'$.standing.best', verdict.scale, verdict.body->>'$.scale_version', verdict.class,
 verdict.body->>'$.number_correct', verdict.body->>'$.context_fair', verdict.body->>'$.correction.value', verdict.body->>'$.correction.low', verdict.body->>'$.correction.high', verdict.body->>'$.correction.unit', verdict.body->>'$.correction.date', verdict.body->>'$.correction.as_of',
 verdict.body->>'$.error.abs', verdict.body->>'$.error.pct', verdict.body->>'$.error.points', verdict.body->>'$.error.factor', verdict.body->>'$.error.days', verdict.body->>'$.error.within', verdict.body->>'$.error.incomparable', verdict.body->>'$.error.formula',
 verdict.body->>'$.explanation', verdict.body->>'$.analysis', verdict.body->>'$.methodology', verdict.body->>'$.confidence', verdict.body->>'$.claimant_contacted.outcome', verdict.body->>'$.conflict_of_interest', NULL stale,
 NULL, NULL, NULL, NULL, NULL, NULL,
 verdict.reviewer, 0, 0, claim_state.body->>'$.resolution.by', claim_state.body->>'$.resolution.reason', NULL dissent, verdict.given_at, NULL, claim_state.body->>'$.publication.url', claim_state.body->>'$.publication.on',
 verdict.supersedes, 0, verdict.body->>'$.reason', verdict.body->>'$.change_note', 0, verdict.body->>'$.recheck_on', event.seq, lower(hex(event.hash))
FROM document CROSS JOIN claim ON claim.document = document.key JOIN event ON event.seq = document.event
 LEFT JOIN claim_state ON claim_state.claim = claim.key LEFT JOIN verdict ON verdict.claim = claim.key
 WHERE claim.worthiness_real >= 0.0
 ORDER BY document.published, document.id, document.key, claim.mention_start, claim.id;
