#!/bin/sh
# Makes the report of the sample articles with verdicts of three reviewers: sample.sh PROGRAM FILE [EXPORT OPTIONS]
# The same bytes every time but for the keys of verdicts, which the page does not print.
set -eu
program=$1
out=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_STATE_HOME= CLAIMLOG_DB="$folder/sample.db" CLAIMLOG_REVIEWER=
samples=$(dirname "$0")/../../sample_data

# A day of 2026 at ten o'clock, as all that follows is dated.
on() { SOURCE_DATE_EPOCH=$(date -u -d "2026-$1 10:00" +%s); export SOURCE_DATE_EPOCH; }
log() { "$program" --quiet "$@" >/dev/null; }
verdict() { # CLAIM RATING REVIEWER WHY [MORE]
  claim=$1 rating=$2 name=$3 why=$4
  shift 4
  log verdict "$claim" "$rating" --as "$name" --explain "$why" "$@"
}

on 08-28
log add "$samples/bridge-toll.md" "$samples/tram-budget.md" "$samples/island-census.html" "$samples/solar-park.html"
log add "$samples/ferry-inquiry.txt" --publisher 'Lorn Bay Courier' --byline 'Ruth Caddow' --published 2026-08-14 --url https://courier.example/tern-inquiry
log add "$samples/hospital-waits.txt" --publisher 'Kirkholm Post' --published 2026-09-30 --url https://post.example/waits
log add "$samples/wheat-harvest.txt" --publisher 'Pella Daily' --published 2026-08-21
log add "$samples/karsovan-loggers.txt" --publisher 'The Halvik Observer' --published 2026-10-20
log add "$samples/rent-freeze.txt" --publisher 'Calder Evening News' --published 2026-11-03

echo 'editors = ["Dana Whitfield"]' >"$folder/policy.toml"
log policy set "$folder/policy.toml" --as 'Dana Whitfield' --reason 'The desk begins.'

on 09-02
verdict c87262 accurate 'Ana Ruiz' 'The certificate allows 200; the list of the inquiry has 284 names.' --corrected-value 84 --evidence https://inquiry.example/tern/report.pdf
verdict c23fee accurate 'Ana Ruiz' '84 over a limit of 200 is 42 percent.' --corrected-value 42 --evidence https://inquiry.example/tern/report.pdf --number-correct yes --context-fair yes
verdict c60c01 wrong 'Ben Okafor' 'The ticket office’s own ledger, which the inquiry printed as annex C, has 264 tickets for that evening.' --corrected-value 264 --evidence https://inquiry.example/tern/annex-c.csv --confidence high --methodology 'Counted the rows of the annex by hand and with a spreadsheet.' --contacted answered --contacted-on 2026-09-01 --answer 'We stand by our number.'
verdict c40765 wrong 'Ana Ruiz' 'By the inquiry’s count at least 20 and as many as 53 boarded without a ticket.' --corrected-low 20 --corrected-high 53 --evidence https://inquiry.example/tern/report.pdf
verdict cce2bc close 'Ben Okafor' 'The budget of 2024 gives the saving as £540,000.' --corrected-value 540000 --evidence https://treasury.example/budget-2024
verdict cc3511 misleading 'Ana Ruiz' 'That is the price of the counters alone; fitting them costs as much again.' --corrected-value 31000 --evidence https://fleet.example/counters
on 09-20
verdict ccf380 misleading 'Chen Li' 'The counters of the bridge gave 81,400 vehicles on an average day of last year; 87,000 was the busiest month.' --corrected-value 81400 --as-of 2025-12-31 --evidence https://bridge.example/counts-2025
verdict c2ae37 wrong 'Chen Li' 'The authority’s own forecast, table 4, has $39.5 million.' --corrected-value 39500000 --evidence https://bridge.example/forecast#table-4
verdict c2ae37 wrong 'Ana Ruiz' 'Same table, same number.' --corrected-value 39500000 --role second --evidence https://bridge.example/forecast#table-4
verdict ce96f9 close 'Chen Li' 'From $3 to $8 is 166.7 percent.' --corrected-value 166.7 --evidence https://bridge.example/tolls
verdict ccc546 wrong 'Ben Okafor' 'The consumer price index rose by 31.4 percent over the same years.' --corrected-value 31.4 --evidence https://stats.example/cpi
verdict c1a457 wrong 'Chen Li' 'The engineers’ report says 26,000.' --corrected-value 26000 --evidence https://bridge.example/engineers.pdf
verdict c4bda4 not_checkable 'Ben Okafor' 'A forecast of a party to the matter; nobody can know it yet.'
verdict c02ff6 accurate 'Chen Li' 'As in the schedule of tolls.' --corrected-value 31.5 --evidence https://bridge.example/tolls
on 10-05
verdict c4852d accurate 'Ana Ruiz' 'The health service’s own count.' --corrected-value 47316 --evidence https://health.example/waiting-list
verdict c9f5cd wrong 'Ana Ruiz' 'The register of posts has 1,240 vacancies for nurses.' --corrected-value 1240 --evidence https://health.example/posts
verdict c2638d misleading 'Ben Okafor' 'It counts posts that were planned and never funded.' --corrected-value 6.6 --evidence https://health.example/posts
verdict c7307e unsupported 'Ben Okafor' 'Asked for a source, the party named none.' --contacted asked --contacted-on 2026-10-02
verdict c6eee2 close 'Ana Ruiz' 'The audited accounts give £209 million.' --corrected-value 209000000 --evidence https://audit.example/agency
verdict c4fe5e accurate 'Ana Ruiz' 'As in the auditor general’s report, p. 18.' --corrected-value 61 --evidence https://audit.example/agency
verdict c122e3 outdated 'Chen Li' 'The plan was cut to 5,500 operations in September.' --corrected-value 5500 --evidence https://health.example/plan
on 10-22
verdict c62cb9 close 'Chen Li' 'The exchange closed at $264.50 that day.' --corrected-value 264.5 --evidence https://exchange.example/wheat
verdict c7ce60 wrong 'Chen Li' 'The farm census counts 31,800 farms that grow wheat.' --corrected-value 31800 --evidence https://stats.example/farms
verdict cb17ac misleading 'Ana Ruiz' 'A mean: half of the farms get less than 2,900 crowns.' --corrected-value 2900 --evidence https://stats.example/farms
verdict c0807f unsupported 'Ben Okafor' 'The association names no computation.'
verdict ca4764 wrong 'Ben Okafor' 'Against the estimate that the council voted on it is 27.3 percent.' --corrected-value 27.3 --evidence https://tram.example/vote
verdict c54efe accurate 'Chen Li' 'The letter says so.' --corrected-value 60 --evidence https://tram.example/letter.pdf
verdict c3466a accurate 'Chen Li' 'As in the tender.' --corrected-value 410000000 --evidence https://tram.example/tender
verdict c1dc60 close 'Ana Ruiz' 'The contract gives £204,000 a home.' --corrected-value 204000 --evidence https://isles.example/contract

# Evidence in full: one piece with all there is to say of it, one whose source is withheld.
register=$("$program" --quiet evidence add cafb61 --kind dataset --title 'Passenger list of 17 January' --publisher 'Lorn Bay inquiry' --url https://inquiry.example/tern/list.csv --archived https://archive.example/tern-list --accessed 2026-09-01 --locator 'rows 2 to 285' --quote 'In all 284 persons were on board.' --value 284 --as-of 2026-01-17 --supports --primary --as 'Ana Ruiz' --format json | sed -n 's/.*"id":"\(e[0-9a-f]*\)".*/\1/p')
talk=$("$program" --quiet evidence add cafb61 --kind interview --title 'A member of the crew' --quote 'We stopped counting.' --withheld 'the witness is under police protection' --context --as 'Ana Ruiz' --format json | sed -n 's/.*"id":"\(e[0-9a-f]*\)".*/\1/p')
verdict cafb61 accurate 'Ana Ruiz' 'Every name was found on a ticket or by its family.' --corrected-value 284 --evidence "$register" --evidence "$talk"

on 11-04
# A dispute that is open, one that was resolved, a correction after publication, a reopened and a void claim, words edited late.
verdict c40765 unsupported 'Ben Okafor' 'The inquiry’s range rests on one witness.' --confidence low
verdict ccc546 close 'Chen Li' 'With rents left out the index rose by 42 percent.' --corrected-value 42 --evidence https://stats.example/cpi
log resolve ccc546 --accept 'Ben Okafor' --as 'Dana Whitfield' --reason 'The lawyer spoke of prices in general, and rents are prices.'
verdict c60c01 wrong 'Ana Ruiz' 'The same annex; two tickets were sold twice.' --role second --corrected-value 264 --evidence https://inquiry.example/tern/annex-c.csv
verdict c9f5cd wrong 'Chen Li' 'As in the register.' --role second --corrected-value 1240 --evidence https://health.example/posts
log publish c60c01 https://desk.example/checks/tern-tickets --on 2026-11-04 --as 'Dana Whitfield'
log publish c9f5cd https://desk.example/checks/nurses --on 2026-11-04 --as 'Dana Whitfield'
log assign c22d6b 'Chen Li' --due 2026-11-16 --as 'Dana Whitfield'
on 11-18
verdict c9f5cd misleading 'Ana Ruiz' 'The register had left out 310 vacancies for midwives, who are nurses by law.' --corrected-value 1550 --evidence https://health.example/posts-2 --reason our_error --note 'We first counted without midwives. We thank the reader who told us.'
log reopen c1a457 --as 'Dana Whitfield' --reason 'The engineers have published a second report.'
log void ce8a62 --as 'Dana Whitfield' --reason 'The sentence is about another bridge.'
log edit c3466a --as 'Chen Li' --of 'rolling stock' --reason 'The tender says for what.'
log triage c621e8 --not-checkable opinion --as 'Ben Okafor'
log triage c097c8 --queue --due 2026-11-30 --as 'Ben Okafor'
log triage c99485 --queue --due 2026-11-30 --as 'Ben Okafor'
log assign cb41a1 'Ana Ruiz' --due 2026-12-04 --as 'Dana Whitfield'
log triage c529f5 --queue --due 2026-12-21 --as 'Ben Okafor'

"$program" --quiet export html -o "$out" --title 'Numbers in the news, autumn 2026' --as 'Dana Whitfield' "$@"
