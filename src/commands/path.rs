//! `retell path`: where Retell keeps what.

use std::io::{self, Write};
use std::path::Path;

use super::output::Printer;
use crate::storage::Folders;

/// What is kept somewhere of its own: its name, and where it is.
pub fn places(folders: &Folders) -> [(&'static str, &Path); 9] {
    [
        ("stories", &folders.stories),
        ("practice", &folders.practice),
        ("interviews", &folders.interviews),
        ("scores", &folders.scores),
        ("trash", &folders.trash),
        ("filters", &folders.filters),
        ("questions", &folders.questions),
        ("config", &folders.config),
        ("state", &folders.state),
    ]
}

/// Prints one place as it is, for scripts, or all of them with their names.
///
/// # Errors
/// When `out` can't be written.
pub fn run(name: Option<&str>, folders: &Folders, out: &mut Printer<impl Write>) -> io::Result<()> {
    for (place, path) in places(folders) {
        match name {
            None => out.line(format!("{place:<12}{}", path.display()))?,
            Some(name) if name == place => out.line(path.display().to_string())?,
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::ValueEnum;

    use super::*;
    use crate::cli::Place;

    #[test]
    fn every_place_has_a_name_on_the_command_line_and_a_row_in_the_readme() {
        let folders = Folders::locate(Some("home".into())).unwrap();
        // A place that is added has no name here.
        let Folders { stories, practice, interviews, scores, trash, filters, questions, config, state } = &folders;
        let all = [stories, practice, interviews, scores, trash, filters, questions, config, state];
        let places = places(&folders);
        assert_eq!(places.map(|(_, path)| path), all.map(PathBuf::as_path));
        let names: Vec<String> = Place::value_variants().iter().map(|place| place.name()).collect();
        assert_eq!(names, places.map(|(name, _)| name));
        let readme = include_str!("../../README.md");
        let (_, table) = readme.split_once("## Where your files are").unwrap();
        let (table, _) = table.split_once("On macOS and Windows").unwrap();
        for path in &all[..8] {
            let name = path.file_name().unwrap().to_str().unwrap();
            let ends = [format!("/{name}`"), format!("/{name}/`")];
            assert!(ends.iter().any(|end| table.contains(end)), "{name} has no row");
        }
        assert!(table.contains("`~/.local/state/retell/`"));
    }
}
