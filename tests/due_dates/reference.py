"""Writes reference.txt: when py-fsrs, the reference of FSRS, brings back the cards of 10,000 made-up histories.

    pip install fsrs==6.3.2 && python tests/due_dates/reference.py

Each line is the number of days from the last review of a history to the day on which its card comes back. The
histories are those of tests/due_dates.rs: both draw them from the same numbers.
"""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from fsrs import Card, Rating, Scheduler

seed = 1


def draw(below):
    """The next number of a well-known generator (Knuth's MMIX), from its upper half."""
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % below


scheduler = Scheduler(
    desired_retention=0.9, learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
)
lines = []
for _ in range(10_000):
    card, now = Card(card_id=1), datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
    for take in range(1 + draw(12)):
        now += timedelta(days=draw(3) if draw(4) == 0 else draw(30))
        card, _ = scheduler.review_card(card, Rating(1 + draw(4)), now)
    lines.append(f"{(card.due - now).days}\n")
Path(__file__).with_name("reference.txt").write_text("".join(lines))
