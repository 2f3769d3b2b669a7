"""Roundups: items under a place of their own lend each other neither place nor day."""

from __future__ import annotations

from bearwitness.claims.extract import extract
from bearwitness.phrases.roundups import is_roundup
from reading import document

ROUNDUP = """Security bulletin

LUNZ / A bomb near a depot killed three guards.

ORU / Armed men shot dead a farmer and wounded his son.

BELEN / Police today opened a grave with the remains of nine villagers who were executed in 2014.
"""
BRIEF = """Nine killed in Oru

• Nine people were killed in the market in Oru on Friday

• Twelve were wounded

• Two men were arrested
"""


def test_items_under_places_are_a_roundup_and_bullets_of_one_event_are_none() -> None:
    assert is_roundup(ROUNDUP)
    assert not is_roundup(BRIEF)


def test_an_item_takes_no_day_from_another() -> None:
    days = {c.victims.text: c.time.text if c.time else None for c in extract(document(ROUNDUP)).claims}
    assert days["guards"] is None
    assert days["a farmer"] is None
