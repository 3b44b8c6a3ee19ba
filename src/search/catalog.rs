//! The catalog: stories together with all that finding needs to know of them.

use std::sync::Arc;

use super::evidence::Evidence;
use super::index::Index;
use super::texts::Texts;
use crate::domain::competency::Competencies;
use crate::domain::lexicon::Lexicon;
use crate::domain::library::Library;
use crate::domain::story::Story;

/// Of so many stories everything is read at once. For more it takes longer than a frame can wait.
const FEW: usize = 500;

/// Stories and what is known of them. A copy of it shares everything, so that it can be handed to another thread.
#[derive(Debug, Clone)]
pub struct Catalog {
    library: Arc<Library>,
    index: Arc<Index>,
    texts: Option<Arc<Texts>>,
    evidence: Option<Arc<Evidence>>,
}

impl PartialEq for Catalog {
    /// All else follows from the library.
    fn eq(&self, other: &Self) -> bool {
        self.library == other.library
    }
}

impl Catalog {
    /// The catalog of a library, its texts and what its stories show left to be read when they are asked for.
    pub fn new(library: Library, lexicon: &Lexicon) -> Self {
        let index = Arc::new(Index::new(library.stories(), lexicon));
        Self { library: Arc::new(library), index, texts: None, evidence: None }
    }

    /// The same with its texts read, so that words are found in them.
    #[must_use]
    pub fn with_texts(mut self) -> Self {
        if self.texts.is_none() {
            self.texts = Some(Arc::new(Texts::new(self.library.stories())));
        }
        self
    }

    /// The same with what its stories show, so that questions are answered.
    #[must_use]
    pub fn with_evidence(mut self, competencies: &Competencies, lexicon: &Lexicon) -> Self {
        self.evidence = Some(Arc::new(Evidence::new(self.library.stories(), competencies, lexicon)));
        self
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

    /// What its stories show for questions, once it is read.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_deref()
    }

    /// Whether all that is known of the stories can be read at once.
    pub fn has_few(&self) -> bool {
        self.stories().len() <= FEW
    }

    /// Whether another catalog is this one, with as much known.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index) && self.texts.is_some() == other.texts.is_some()
    }

    /// Takes over what another catalog knows of the same library, and says whether it was of this one.
    pub fn learn(&mut self, other: Self) -> bool {
        let is_of_this = Arc::ptr_eq(&self.library, &other.library);
        if is_of_this {
            self.texts = other.texts.or_else(|| self.texts.take());
            self.evidence = other.evidence.or_else(|| self.evidence.take());
        }
        is_of_this
    }
}
