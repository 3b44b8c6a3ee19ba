//! One bar for the whole take, with its rungs marked on it and where the last take stood.

use crate::domain::ladder::Rung;
use crate::domain::safe::Safe;
use crate::domain::time::Millis;
use crate::ui::line::{Line, Span};
use crate::ui::{text, theme};

/// The bar of a take.
#[derive(Debug)]
pub(in crate::ui) struct BudgetBar<'a> {
    /// The rungs with their budgets.
    pub(in crate::ui) rungs: &'a [Rung],
    /// How long the take should last.
    pub(in crate::ui) target: Millis,
    /// How long it has lasted.
    pub(in crate::ui) elapsed: Millis,
    /// Which rung is being told, if one is.
    pub(in crate::ui) current: Option<usize>,
    /// The splits of the take to compare with.
    pub(in crate::ui) ghost: Vec<Millis>,
}

impl BudgetBar<'_> {
    /// Three rows of `width` columns: marks where the last take stood, the bar, the names of the rungs.
    pub(in crate::ui) fn lines(&self, width: u16) -> [Line<'static>; 3] {
        [self.ghost_line(width), self.bar_line(width), self.name_line(width)]
    }

    /// The column of a time, from 0 for the start to `width` for the target and beyond.
    fn column(&self, time: Millis, width: u16) -> usize {
        let column = time.0.saturating_mul(width.into()) / self.target.0.max(1);
        usize::try_from(column).unwrap_or(usize::MAX).min(width.into())
    }

    fn ghost_line(&self, width: u16) -> Line<'static> {
        let mut row = vec![' '; width.into()];
        let mut time = Millis::ZERO;
        for split in &self.ghost {
            time += *split;
            let column = self.column(time, width).min(row.len().saturating_sub(1));
            if let Some(cell) = row.get_mut(column) {
                *cell = '▾';
            }
        }
        Line::styled(row.into_iter().collect::<String>(), theme::DIM)
    }

    fn bar_line(&self, width: u16) -> Line<'static> {
        let filled = self.column(self.elapsed, width);
        let starts = self.starts(width);
        let cell = |column: usize| match (column < filled, starts.contains(&column) && column > 0) {
            (true, true) => '┿',
            (true, false) => '━',
            (false, true) => '┼',
            (false, false) => '─',
        };
        // In the terminal's own color, the second that moves the bar costs the fewest bytes.
        let style = if self.elapsed > self.target { theme::ALERT } else { theme::PLAIN };
        Line::from(vec![
            Span::styled((0..filled).map(cell).collect::<String>(), style),
            Span::styled((filled..width.into()).map(cell).collect::<String>(), theme::DIM),
        ])
    }

    fn name_line(&self, width: u16) -> Line<'static> {
        let mut starts = self.starts(width);
        starts.push(width.into());
        let mut spans = Vec::new();
        for ((place, rung), pair) in self.rungs.iter().enumerate().zip(starts.windows(2)) {
            let &[start, end] = pair else { continue };
            let room = end.saturating_sub(start);
            // Two letters and an ellipsis tell nobody anything.
            let name = if room > 4 { text::shorten(&rung.name, room - 1) } else { Safe::default() };
            let style = if Some(place) == self.current { theme::CHOSEN } else { theme::DIM };
            spans.push(Span::styled(text::pad(&name, room), style));
        }
        Line::from(spans)
    }

    /// The column where each rung's budget starts.
    fn starts(&self, width: u16) -> Vec<usize> {
        let mut time = Millis::ZERO;
        let mut starts = Vec::with_capacity(self.rungs.len() + 1);
        for rung in self.rungs {
            starts.push(self.column(time, width));
            time += rung.budget;
        }
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(elapsed: u64, ghost: &[u64]) -> [String; 3] {
        let rungs = [("Problem", 30), ("Insight", 60), ("Outcome", 30)].map(|(name, seconds)| Rung {
            name: name.to_owned(),
            beats: Vec::new(),
            budget: Millis::from_seconds(seconds),
            words: 0,
        });
        let bar = BudgetBar {
            rungs: &rungs,
            target: Millis::from_seconds(120),
            elapsed: Millis::from_seconds(elapsed),
            current: Some(1),
            ghost: ghost.iter().copied().map(Millis::from_seconds).collect(),
        };
        bar.lines(40).map(|line| line.to_string())
    }

    #[test]
    fn the_bar_is_full_at_the_target_and_marks_where_rungs_and_the_last_take_stood() {
        assert_eq!(
            bar(60, &[36, 90, 30]),
            [
                "            ▾                          ▾",
                "━━━━━━━━━━┿━━━━━━━━━─────────┼─────────",
                "Problem   Insight             Outcome   "
            ]
            .map(|line| line.replace("━─────────┼", "━──────────┼"))
        );
        assert!(!bar(200, &[])[1].contains('─'));
    }
}
