//! A claim in the report for reading: who says what, the verdict that holds, what it rests on, who differs, what changed.

use std::io::{self, Write};

use super::escape::{escaped, link};
use super::list;
use crate::export::amount::{amount, claimed_amount};
use crate::export::{ScaleWords, moment};
use crate::model::{Bearing, Correction, Evidence, Record, Revision, Tier, Verdict};

pub(super) fn write(record: &Record, scales: &[ScaleWords], out: &mut impl Write) -> io::Result<()> {
    let words = &record.wording;
    let text = Some(words.mention.as_str()).filter(|words| !words.trim().is_empty());
    let verdict = record.verdict();
    let rating = verdict.map_or("no verdict yet", |verdict| ScaleWords::label(scales, verdict));
    writeln!(
        out,
        "\n### {}\n",
        escaped(&format!("{}: {rating}", text.unwrap_or("The article's text was taken down")))
    )?;
    if !words.sentence.trim().is_empty() {
        writeln!(out, "> {}\n", escaped(&words.sentence))?;
    }
    list(claimed(record), out)?;
    if let Some(verdict) = verdict {
        list(judged(record, verdict, rating), out)?;
        for piece in &verdict.evidence {
            list([("Evidence", Some(evidence(&piece.public())))], out)?;
        }
        list(differing(record, verdict, scales), out)?;
        list(changed(record, scales), out)?;
    }
    Ok(())
}

/// What is claimed, by whom, and where the claim stands.
fn claimed(record: &Record) -> [(&'static str, Option<String>); 6] {
    let attribution = record.claim.attribution.as_ref();
    let role = attribution.and_then(|it| it.role.as_ref()).map(|role| format!(", {role}")).unwrap_or_default();
    let speaker = match attribution {
        None => "the article itself".to_owned(),
        Some(said) => format!("{}{role}", said.speaker.as_deref().unwrap_or("a source without a name")),
    };
    let edited = record.machine.is_some().then(|| "somebody corrected what the program read".to_owned());
    let publication = record.state.publication.as_ref();
    [
        ("Claim", Some(record.claim.id.to_string())),
        ("Said by", Some(escaped(&speaker))),
        ("Claimed", claimed_amount(record).map(|value| escaped(&value))),
        ("Edited", edited),
        ("Stands as", Some(escaped(record.status().name()))),
        ("Published", publication.map(|public| format!("{}, on {}", link(&public.url, &public.url), public.on))),
    ]
}

fn judged(record: &Record, verdict: &Verdict, rating: &str) -> [(&'static str, Option<String>); 11] {
    let day = moment(verdict.given_at);
    let blind = if verdict.blind { ", without sight of other verdicts" } else { "" };
    let given = format!("{rating}, by {} ({}) on {day}{blind}", verdict.reviewer, verdict.role);
    let findings = &verdict.findings;
    let error = verdict.error.as_ref();
    let stale = "the claim was edited after this verdict";
    let prose = |text: &Option<String>| text.as_deref().map(escaped);
    [
        ("Verdict", Some(escaped(&given))),
        ("Corrected", verdict.correction.as_ref().and_then(corrected).map(|right| escaped(&right))),
        ("Error", error.map(|error| escaped(&error.to_string()))),
        ("Not compared", error.and_then(|error| prose(&error.incomparable))),
        ("Number correct", findings.number_correct.map(|answer| escaped(answer.name()))),
        ("Context fair", findings.context_fair.map(|answer| escaped(answer.name()))),
        ("Explanation", prose(&verdict.explanation)),
        ("Analysis", prose(&findings.analysis)),
        ("Checked", prose(&findings.methodology)),
        ("Conflict of interest", prose(&findings.conflict_of_interest)),
        ("But", verdict.is_stale(Revision::of(&record.claim)).then(|| stale.to_owned())),
    ]
}

fn corrected(right: &Correction) -> Option<String> {
    let amount = right.date.map(|day| day.to_string()).or_else(|| amount(right.value, right.low, right.high))?;
    let unit = right.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let day = right.as_of.map(|day| format!(" (as of {day})")).unwrap_or_default();
    Some(format!("{amount}{unit}{day}"))
}

/// A piece of evidence, with links where it can be read. Of one whose source is withheld it says why.
fn evidence(piece: &Evidence) -> String {
    let kinds = [Some(piece.kind.name()), piece.bearing.map(Bearing::name), piece.tier.map(Tier::name)];
    let kinds: Vec<_> = kinds.into_iter().flatten().collect();
    let mark = escaped(&format!(" ({})", kinds.join(", ")));
    if let Some(why) = &piece.withheld {
        return format!("{} {mark}", escaped(&format!("the source is not named: {why}")));
    }
    let file = piece.file.as_ref().map(|file| file.name.as_str());
    let name = [piece.title.as_deref(), piece.url.as_deref(), file, piece.quote.as_deref()];
    let name = name.into_iter().flatten().find(|name| !name.trim().is_empty()).unwrap_or("without a title");
    let name = piece.url.as_deref().map_or_else(|| escaped(name), |url| link(url, name));
    let by = piece.publisher.as_ref().map(|by| format!(", {}", escaped(by))).unwrap_or_default();
    let place = piece.locator.as_ref().map(|place| format!(", {}", escaped(place))).unwrap_or_default();
    let quote = piece.quote.as_ref().map(|quote| format!(": “{}”", escaped(quote))).unwrap_or_default();
    let copy = piece.archived_url.as_ref().map(|url| format!("; {}", link(url, "archived copy"))).unwrap_or_default();
    format!("{name}{by}{place} {mark}{quote}{copy}")
}

/// Who has another verdict in force, and how a dispute was resolved.
fn differing(record: &Record, shown: &Verdict, scales: &[ScaleWords]) -> Vec<(&'static str, Option<String>)> {
    let others = record.own_in_force().filter(|other| (&other.scale, &other.rating) != (&shown.scale, &shown.rating));
    let dissent = others.map(|other| {
        let why = other.explanation.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        ("Dissent", Some(escaped(&format!("{}, by {}{why}", ScaleWords::label(scales, other), other.reviewer))))
    });
    let resolved = record
        .state
        .resolution
        .as_ref()
        .map(|done| ("Resolved", Some(escaped(&format!("by {} ({}): {}", done.by, done.way, done.reason)))));
    dissent.chain(resolved).collect()
}

/// The verdicts that replaced another, oldest first.
fn changed(record: &Record, scales: &[ScaleWords]) -> Vec<(&'static str, Option<String>)> {
    let replaced = |verdict: &Verdict| record.verdicts.iter().find(|old| Some(old.id) == verdict.supersedes);
    let told = |verdict: &Verdict| {
        let old = replaced(verdict).map_or("an earlier verdict", |old| ScaleWords::label(scales, old));
        let why = verdict.findings.reason.map(|why| format!(" ({})", why.name().replace('_', " "))).unwrap_or_default();
        let note = verdict.findings.change_note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        let (new, day) = (ScaleWords::label(scales, verdict), moment(verdict.given_at));
        ("Correction", Some(escaped(&format!("{day}, {}: {old} became {new}{why}{note}", verdict.reviewer))))
    };
    record.verdicts.iter().filter(|verdict| verdict.supersedes.is_some()).map(told).collect()
}
