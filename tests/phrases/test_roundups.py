"""Roundups: items under a place of their own lend each other neither place nor day."""

from __future__ import annotations

from bearwitness.claims.extract import extract
from bearwitness.phrases.roundups import is_roundup
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from reading import document

ROUNDUP = """Security bulletin

LUNZ / A bomb exploded near a depot on Monday. Nobody was hurt.

ORU / Armed men shot dead a farmer and wounded his son.

BELEN / Two guards were stabbed.
"""
LATER = """Security bulletin

LUNZ / A bomb near a depot killed three guards.

ORU / Armed men shot dead a farmer and wounded his son.

BELEN / Police opened today a grave with the remains of nine villagers whom rebels had killed.
"""
OWN = """Security bulletin

LUNZ / Two nurses were wounded.

ORU / Gunmen killed a judge and wounded a clerk.

BELEN / Soldiers opened fire on a bus on Sunday; one driver died.
"""
BRIEF = """Nine killed in Oru

• Nine people were killed in the market in Oru on Friday

• Twelve were wounded

• Two men were arrested
"""


def test_items_under_places_are_a_roundup_and_bullets_of_one_event_are_none() -> None:
    assert is_roundup(ROUNDUP)
    assert not is_roundup(BRIEF)


def _days(text: str) -> list[str | None]:
    report = document(text)
    claims = resolve_claims(extract(report).claims, report, gazetteer=Gazetteer.packaged())
    return [claim.time.text if claim.time else None for claim in claims]


def test_an_item_takes_no_day_from_another() -> None:
    assert _days(ROUNDUP) == ["Monday", None, None, None]
    assert _days(LATER) == [None, None, None, None]
    assert _days(OWN) == [None, None, None, "Sunday"]


def test_nor_does_a_document_lend_its_items_the_one_day_that_it_names() -> None:
    text = ROUNDUP.replace(" on Monday. Nobody was hurt.", ". Two men were hurt on Monday.")
    assert _days(text)[1:] == [None, None, None]
