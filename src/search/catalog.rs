//! The catalog: stories together with all that finding needs to know of them.

use std::sync::Arc;

use super::index::Index;
use super::texts::Texts;
use crate::domain::lexicon::Lexicon;
use crate::domain::library::Library;
use crate::domain::story::Story;

/// Of so many stories the texts are read at once. For more it takes longer than a frame can wait.
const FEW: usize = 500;

/// Stories and what is known of them. A copy of it shares everything, so that it can be handed to another thread.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalog {
    library: Arc<Library>,
    index: Arc<Index>,
    texts: Option<Arc<Texts>>,
}

impl Catalog {
    /// The catalog of a library. Many texts are left to be read later, by [`Texts::new`].
    pub fn new(library: Library, lexicon: &Lexicon) -> Self {
        let index = Arc::new(Index::new(library.stories(), lexicon));
        let texts = (library.stories().len() <= FEW).then(|| Arc::new(Texts::new(library.stories())));
        Self { library: Arc::new(library), index, texts }
    }

    /// The catalog of a library, with all its texts read.
    pub fn whole(library: Library, lexicon: &Lexicon) -> Self {
        let mut catalog = Self::new(library, lexicon);
        if catalog.texts.is_none() {
            catalog.texts = Some(Arc::new(Texts::new(catalog.library.stories())));
        }
        catalog
    }

    /// The library.
    pub const fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Its stories.
    pub fn stories(&self) -> &[Story] {
        self.library.stories()
    }

    /// Its titles and skills.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The words of its texts, once they are read.
    pub fn texts(&self) -> Option<&Texts> {
        self.texts.as_deref()
    }

    /// Whether another catalog is this one, with as much known.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index) && self.texts.is_some() == other.texts.is_some()
    }

    /// Takes in the words of this library; those of another one are of no use.
    pub fn take_texts(&mut self, of: &Arc<Library>, texts: Arc<Texts>) -> bool {
        let are_of_this = Arc::ptr_eq(of, &self.library);
        if are_of_this {
            self.texts = Some(texts);
        }
        are_of_this
    }
}
