//! The transcripts in `tests/cmd` and in the documentation: commands as they are typed, with what they print. `TRYCMD=overwrite` writes them anew.
//!
//! Each file has a home folder and a database of its own, and a clock that stands still.

#[test]
fn transcripts() {
    let mut files: Vec<_> =
        std::fs::read_dir("tests/cmd").expect("the folder is there").map(|it| it.expect("readable").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    let left_out = [
        (cfg!(feature = "xlsx"), "export_xlsx.md"),
        (cfg!(feature = "docx"), "docx.md"),
        (cfg!(feature = "feed"), "feed.md"),
        (cfg!(feature = "mail"), "mail.md"),
        (cfg!(feature = "pdf"), "pdf.md"),
        (cfg!(feature = "subtitles"), "transcript.md"),
    ];
    files.retain(|path| left_out.iter().all(|(built, name)| *built || !path.ends_with(name)));
    files.sort();
    assert!(!files.is_empty());
    // What the transcripts write stays out of the repository, and a run begins without it.
    let written = std::path::Path::new("target/cmd");
    let _ = std::fs::remove_dir_all(written);
    std::fs::create_dir_all(written).expect("a folder");
    files.extend(["docs/reports.md".into(), "docs/reviewing.md".into()]);
    for file in files {
        let home = tempfile::tempdir().expect("a temporary folder");
        trycmd::TestCases::new()
            .env("HOME", home.path().to_string_lossy())
            .env("XDG_DATA_HOME", "")
            .env("XDG_STATE_HOME", "")
            .env("CLAIMLOG_DB", home.path().join("claims.db").to_string_lossy())
            .env("SOURCE_DATE_EPOCH", "1795430400")
            .env("COLUMNS", "100")
            .env("NO_COLOR", "1")
            .case(file)
            .insert_var("[HOME]", home.path().to_string_lossy().into_owned())
            .expect("a name in brackets")
            .run();
    }
}
