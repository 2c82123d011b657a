use claimlog::{
    extract::extract,
    model::*,
    span::{CharMap, Span},
};
use std::io::*;
fn main() {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap().to_owned();
        let published = v["published"].as_str().and_then(|d| d.parse().ok());
        let doc = Document::new(text, Metadata { published, ..Default::default() });
        let map = CharMap::new(&doc.text);
        for c in extract(&doc) {
            let q = &c.mention.quantity;
            let n = |d: Option<rust_decimal::Decimal>| d.map(|d| d.to_string().parse::<f64>().unwrap());
            let (s, e) = map.chars(c.mention.span);
            let sp = |s: Span| s.of(&doc.text).to_owned();
            let a = c.attribution.as_ref().map(|a| { let ss = a.source.map(|s| map.chars(s)); serde_json::json!({"source": a.source.map(sp), "source_start": ss.map(|s| s.0), "source_end": ss.map(|s| s.1), "cue": a.cue.map(sp), "type": a.kind, "speaker": a.speaker, "role": a.role, "polarity": a.polarity})});
            let o = serde_json::json!({"doc": v["id"], "text": sp(c.mention.span), "start": s, "end": e, "kind": q.kind, "value": n(q.value), "low": n(q.low), "high": n(q.high), "modifier": q.modifier, "change": q.change, "unit": q.unit, "per": q.per, "of": c.mention.of, "date": q.date, "attribution": a, "worthiness": c.worthiness.to_string().parse::<f64>().unwrap(), "rule": c.mention.rule});
            writeln!(out, "{o}").unwrap();
        }
    }
}
