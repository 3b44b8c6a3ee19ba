//! Every file that fuzzing starts from goes through its parser, and the parser keeps its promise.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "this is test code")]

use std::fs;
use std::path::Path;

#[path = "common/promises.rs"]
mod promises;

#[test]
fn every_file_of_the_corpus_goes_through_its_parser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files_in = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut count = 0;
    for &(parser, _) in promises::PARSERS {
        let mut files: Vec<_> = files_in(&root.join("fuzz/corpus").join(parser)).collect();
        if parser == "import" {
            files.extend(files_in(&root.join("data/examples")));
        }
        assert!(!files.is_empty(), "{parser} has nothing to start from");
        for file in files {
            println!("{}", file.display());
            promises::keep(parser, &fs::read(&file).unwrap());
            count += 1;
        }
    }
    println!("files of the corpus: {count}, broken promises: 0");
}

#[test]
fn every_parser_has_a_fuzz_target() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml")).unwrap();
    for (parser, _) in promises::PARSERS {
        assert!(manifest.contains(&format!("name = \"{parser}\"")), "fuzz/Cargo.toml has no target {parser}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), promises::PARSERS.len());
}
