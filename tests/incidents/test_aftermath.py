"""Releases and the days of arrests: what comes after an incident is no further incident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bearwitness.incidents.aftermath import takes_day_of_aftermath
from bearwitness.incidents.features import link_features
from bearwitness.phrases.let_go import is_let_go
from bearwitness.reconcile import figures_of_incident
from bearwitness.records import Period
from factories import claim
from reading import document

ROAD = {"place": "Oru", "harm": "abducted"}


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("Three of the five nurses kidnapped near Oru on 3 May were released", "abducted"),
        ("Two of them were freed", "abducted"),
        ("two of them were released without charge", "detained"),
        ("At least four of those taken have escaped", "abducted"),
        ("two of seven hostages were rescued", "abducted"),
    ],
)
def test_some_of_the_taken_who_were_let_go(words: str, harm: str) -> None:
    assert is_let_go(claim(3, harm=harm, quote=words))


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("Gunmen kidnapped five nurses, who were released on Sunday", "abducted"),
        ("Three of the five nurses were abducted", "abducted"),
        ("Two of them were arrested", "detained"),
        ("Three of the freed hostages were killed", "killed"),
        ("Five nurses were released", "abducted"),
    ],
)
def test_the_taking_itself_is_no_release(words: str, harm: str) -> None:
    assert not is_let_go(claim(3, harm=harm, quote=words))


def test_a_release_goes_with_the_taking_and_makes_no_incident(desk):
    text = (
        "The nurses of the Halvar Dunne clinic were on the Kestrel road with medicine for Vintner camp when masked riders "
        "stopped their lorry. Tribal elders of Lomond spoke with the kidnappers. The clinic's director, Selma Orrin, paid no "
        "ransom, and its vaccination rounds in Tollgate and Marsh End were halted."
    )
    freed = "Three of the five nurses of the clinic who were kidnapped were released."
    a = desk.report("a", {**ROAD, "n": 5, "day": "2024-05-03", "said": "Gunmen abducted five nurses."}, text=text)
    b = desk.report("b", {**ROAD, "n": 3, "day": "2024-05-20", "said": freed}, text=text, published="2024-05-21")
    desk.report(
        "c", {"place": "Belen", "n": 2, "day": "2024-05-20", "harm": "abducted", "said": "Two of them were freed."}
    )
    assert desk.groups() == [{*a, *b}]
    assert (desk.holding(a[0]).start, desk.holding(a[0]).end) == ("2024-05-03", "2024-05-03")


def test_those_let_go_do_not_vote_beside_those_taken() -> None:
    taken = claim(5, harm="abducted")
    freed = claim(3, harm="abducted", document_id="d2", quote="Three of the five people were released")
    rows = figures_of_incident([taken, freed], incident_id="i-0", documents={}, profiles=("minmax",))
    assert [(row.cell, row.low, row.best, row.high) for row in rows] == [("all", 5, 5, 5)]


def _takes(before: str, sentence: str, day: str) -> bool:
    at = before.index(day)
    time = Period(text=day, span=(at, at + len(day)), start="2024-05-08", end="2024-05-08", date_prec=1)
    start = len(before) + 1
    own = (start, start + len(sentence))
    return takes_day_of_aftermath(claim(3, harm="injured", time=time, start=start), f"{before} {sentence}", own)


@pytest.mark.parametrize(
    "before",
    [
        "Six men were arrested on Wednesday.",
        "The bombers were captured on Wednesday by the guard.",
        "A clerk died of her injuries on Wednesday, he said.",
        "The dead were buried on Wednesday.",
        "One of the hostages was freed on Wednesday.",
        "Autopsies were performed on Wednesday.",
        "Neighbours were relieved to hear of an arrest on Wednesday.",
        "The coroner ruled the death a homicide on Wednesday.",
    ],
)
def test_the_day_of_an_arrest_or_a_burial_is_not_that_of_the_next_sentence(before: str) -> None:
    assert _takes(before, "Three people were hurt in the blast.", "Wednesday")


def test_nor_is_it_that_of_the_sentence_before() -> None:
    sentence, after = "Three people were hurt in the blast.", "A man was charged on Wednesday."
    text = f"{sentence} {after}"
    at = text.index("Wednesday")
    time = Period(text="Wednesday", span=(at, at + 9), start="2024-05-08", end="2024-05-08", date_prec=1)
    assert takes_day_of_aftermath(claim(3, harm="injured", time=time, start=0), text, (0, len(sentence) + 1))
    assert not takes_day_of_aftermath(claim(3, harm="injured", time=time, start=0), text, (0, len(text)))


@pytest.mark.parametrize(
    "before",
    [
        "A bomb exploded in the market on Wednesday.",
        "Six men were arrested. A bomb exploded on Wednesday.",
        "Ten people died on Wednesday.",
        "On Wednesday police arrested six men.",
    ],
)
def test_other_days_are_taken_over(before: str) -> None:
    assert not _takes(before, "Three people were hurt.", "Wednesday")


def test_linking_leaves_out_the_day_of_an_arrest() -> None:
    before, sentence = "Six men were arrested on Wednesday.", "Three people were hurt in the blast."
    text = f"{before} {sentence}"
    at = before.index("Wednesday")
    time = Period(text="Wednesday", span=(at, at + 9), start="2024-05-08", end="2024-05-08", date_prec=1)
    start = text.index("Three")
    told = claim(3, harm="injured", time=time, start=start, quote=sentence)
    told_elsewhere = replace(told, time=replace(time, span=(0, 3)))  # nothing of an arrest before it
    days = [
        linked.time if (linked := link_features(c, document=document(text))) else None for c in (told, told_elsewhere)
    ]
    assert days[0] is None
    assert days[1] is not None
