//! The day, the company and the round of an interview, typed line by line.

use jiff::civil::Date;

use crate::app::action::Action;
use crate::app::text_input::TextInput;
use crate::domain::appointment::Appointment;
use crate::domain::day;
use crate::domain::fold::fold_all;

/// One of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The day of the interview.
    Day,
    /// With whom.
    Company,
    /// Which of their interviews.
    Round,
}

impl Field {
    /// Every line, from top to bottom.
    pub const ALL: [Self; 3] = [Self::Day, Self::Company, Self::Round];

    /// The word shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Company => "Company",
            Self::Round => "Round",
        }
    }
}

/// The lines as they are typed.
#[derive(Debug, Clone)]
pub struct Details {
    /// The interview that is changed; none if it is a new one.
    pub was: Option<Appointment>,
    day: TextInput,
    company: TextInput,
    round: TextInput,
    field: Field,
}

impl Details {
    /// The lines of an interview, or empty ones for a new one.
    pub fn new(was: Option<Appointment>) -> Self {
        let line = |text: &dyn Fn(&Appointment) -> String| TextInput::new(&was.as_ref().map(text).unwrap_or_default());
        let (day, company, round) =
            (line(&|it| it.on.to_string()), line(&|it| it.company.clone()), line(&|it| it.round.clone()));
        Self { was, day, company, round, field: Field::Day }
    }

    /// The line that is being typed.
    pub const fn field(&self) -> Field {
        self.field
    }

    /// What stands in a line.
    pub const fn line(&self, field: Field) -> &TextInput {
        match field {
            Field::Day => &self.day,
            Field::Company => &self.company,
            Field::Round => &self.round,
        }
    }

    /// The line that is being typed, to be changed.
    pub const fn input(&mut self) -> &mut TextInput {
        match self.field {
            Field::Day => &mut self.day,
            Field::Company => &mut self.company,
            Field::Round => &mut self.round,
        }
    }

    /// What stands in a line, without the spaces around it.
    pub fn text(&self, field: Field) -> String {
        self.line(field).text().trim().to_owned()
    }

    /// The day that was typed, which is today if none was.
    pub fn on(&self, today: Date) -> Option<Date> {
        let typed = self.text(Field::Day);
        if typed.is_empty() { Some(today) } else { day::typed(&typed, today) }
    }

    /// Goes to a line.
    pub const fn go_to(&mut self, field: Field) {
        self.field = field;
    }

    /// The company that was begun, out of those that are known.
    pub fn completion(&self, companies: &[&str]) -> Option<String> {
        let begun = self.text(Field::Company);
        if self.field != Field::Company || begun.is_empty() {
            return None;
        }
        let company = companies.iter().find(|company| fold_all(company).starts_with(&fold_all(&begun)))?;
        (**company != begun).then(|| (*company).to_owned())
    }

    /// Whether nothing was typed that isn't kept.
    pub fn is_as_kept(&self) -> bool {
        let kept = Self::new(self.was.clone());
        Field::ALL.into_iter().all(|field| self.text(field) == kept.text(field))
    }

    /// Does what an action asks for. Actions of others do nothing.
    pub fn act(&mut self, action: Action) {
        match (action, self.field) {
            (Action::Up, Field::Round) | (Action::Down | Action::NextField, Field::Day) => self.field = Field::Company,
            (Action::Up, _) => self.field = Field::Day,
            (Action::Down | Action::NextField, _) => self.field = Field::Round,
            (Action::Edit(edit), _) => self.input().edit(edit),
            _ => {}
        }
    }
}
