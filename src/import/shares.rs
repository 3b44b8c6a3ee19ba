//! Shares: many stories, each of which is worked on by itself, shared out among the processors.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// A thread costs as much as about so many stories.
const WORTH_A_THREAD: usize = 64;

/// What is made of each of these, in their order.
pub(super) fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let make_all = |items: &[T]| items.iter().map(&make).collect::<Vec<R>>();
    if items.len() <= WORTH_A_THREAD {
        return make_all(items);
    }
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let make_all = &make_all;
        let start = |items| {
            let maker = thread::Builder::new().spawn_scoped(scope, move || make_all(items));
            maker.map_err(|_| items)
        };
        let finish = |maker: Result<ScopedJoinHandle<'_, Vec<R>>, _>| match maker {
            Ok(maker) => maker.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system has no thread left to give.
            Err(items) => make_all(items),
        };
        let (own, others) = items.split_at(items.len().div_ceil(processors).max(WORTH_A_THREAD).min(items.len()));
        let makers: Vec<_> = others.chunks(own.len()).map(start).collect();
        let mut made = make_all(own);
        made.extend(makers.into_iter().flat_map(finish));
        made
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_comes_in_the_order_of_what_it_is_made_of() {
        for count in [0, 1, WORTH_A_THREAD, WORTH_A_THREAD + 1, 1000] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
