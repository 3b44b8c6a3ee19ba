//! The document itself: what stories call it, and its lines as they are.

use super::{Import, bytes, made_up_title};
use crate::domain::beat::Beats;

impl Import {
    /// The name by which stories know the document that they came from.
    pub fn document(&self) -> &str {
        name_of(&self.file)
    }
}

/// The file name without the folders before it.
pub(super) fn name_of(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The lines of a document, as line numbers count them; none of one that isn't text.
pub fn lines_of(bytes: &[u8]) -> Vec<String> {
    bytes::decode("", bytes).map_or(Vec::new(), |text| text.lines().map(str::to_owned).collect())
}

/// A title for a story that has none, from its first sentence.
pub fn title_for(beats: &Beats) -> String {
    made_up_title::from(beats)
}
