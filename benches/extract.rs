//! How fast the engine reads: bytes of article text a second, stage by stage. Compare ratios within one run.

use std::hint::black_box;

use claimlog::extract::extract;
use claimlog::model::{Document, Metadata};
use claimlog::text::Text;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The articles of the sample data that are plain text, as one long article.
fn articles() -> String {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir("sample_data").into_iter().flatten().flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "txt") {
            texts.extend(std::fs::read_to_string(entry.path()).ok());
        }
    }
    texts.sort();
    texts.join("\n\n").repeat(20)
}

fn stages(criterion: &mut Criterion) {
    let text = articles();
    let document = Document::new(text.clone(), Metadata::default());
    let mut group = criterion.benchmark_group("engine");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("text", |bencher| bencher.iter(|| Text::new(black_box(&text))));
    group.bench_function("extract", |bencher| bencher.iter(|| extract(black_box(&document))));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
