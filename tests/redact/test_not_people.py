"""Groups and places are not withheld as people; whoever may be a person is."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bearwitness.redact.not_people import acronyms_of_groups
from sample_build import place
from test_redact import find_none, one_document, quote_of, readable, strings

SUDAN = {"low": 3, "best": 3, "high": 3, "place": place("El Fasher", country=["SD"], adm1="North Darfur")}


def eager(texts: Any) -> Any:
    """A finder that takes every capitalised word or run of them, not first in its sentence, for a person's name."""
    run = r"(?<![.!?\n] )(?<!^)\b(?!(?:The|In|As|Two|Three|Friday|News)\b)[A-Z][\w-]+(?: [A-Z][\w-]+)*\b"
    return [[m.span() for m in re.finditer(run, text)] for text in texts]


def quote(body: str, finder: Any = eager, **claim: Any) -> str:
    return quote_of(body, {**SUDAN, **claim}, finder=finder)


@pytest.mark.parametrize(
    "body",
    [
        "Three died in a raid by the QRF, and a medic of the QRF denied it.",
        "The market burned. Three died, and QRF fighters held the road; a QRF adviser was hurt.",
        "Three died when the Quick Relief Force (QRF) came; a man said QRF trucks burned.",
        "Three were killed on the road between Zalingei and the river.",
        "Three were killed in northern Darfur, and more fled towards Darfur.",
        "Three died in As Suki, the town said.",
        "Three died when the Karari emergency room was hit.",
        "Three of the helpers died, a group, Hope for Darfur, said on Friday; others are in Darfur.",
    ],
)
def test_groups_and_places_stay(body: str) -> None:
    for claimant, kind in ((None, "official"), (re.split(r"[,;.]", body)[0], "person")):
        assert "[name withheld]" not in quote(body, claimant=claimant, kind=kind)


@pytest.mark.parametrize(
    ("body", "gone"),
    [
        ("Three died, and Zalingei, 34, was hurt in Zalingei.", "Zalingei"),
        ("Three died near Suki, and his sister Suki fled.", "Suki"),
        ("Three died in Zalingei, and Mira Zalingei wept.", "Zalingei"),
        ("Three died, and Suki said that they had run.", "Suki"),
        ("Three died in Hassan's house near Hassan.", "Hassan"),
        ("Three died in Tamsin, and a boy ran to Tina.", "Tina"),
        ("Three died, and a boy told DAN what he saw.", "DAN"),
        ("Three died, for Darfur Ali wept.", "Darfur Ali"),
        ("Three died, and a friend of Hope wept for hours.", "Hope"),
    ],
)
def test_whoever_may_be_a_person_is_withheld(body: str, gone: str) -> None:
    assert gone not in quote(body)


@pytest.mark.parametrize(
    "told",
    [
        "a woman who gave her name as Suki ran",
        "a clerk gave only his first name, Suki, and ran",
        "a cook said that her name was Suki",
        "a guard who described himself only as Suki ran",
    ],
)
def test_a_name_that_somebody_gives_as_their_own_is_withheld(told: str) -> None:
    assert "Suki" not in quote(f"Three died, and {told}.", finder=find_none)


def test_acronyms_are_groups_by_what_they_do() -> None:
    told = "The QRF denied it. An MNLA column came. TPL fighters left. THE ARMY AND THE DAN WENT\nDAN CARON, 34, fell."
    assert set(acronyms_of_groups(told)) == {"qrf", "mnla", "tpl"}


def test_a_name_that_the_claim_missed_beside_a_named_victim_is_judged_by_its_age() -> None:
    body = "Two sons, Yasir Caron, 33, and Omar al-Dorr, 27, were shot dead."
    claim = {"names": [("Yasir Caron", 33)]}
    assert quote(body, **claim) == body
    young = body.replace("27", "17")
    assert "Dorr" not in quote(young, **claim) and "Yasir Caron" in quote(young, **claim)
    assert "Dorr" not in quote(body, harm="injured", **claim)


def test_a_childs_family_name_is_not_told_by_its_kin() -> None:
    body = "Two sisters, Amna Idris, 19, and Rahma Idris, 7, were killed."
    build = one_document(body, [{**SUDAN, "names": [("Amna Idris", 19), ("Rahma Idris", 7)]}])
    for table in ("claims", "people", "documents"):
        assert not [s for s in strings(readable(build, table, find_none)) if "Idris" in s]
    apart = "Amna Idris, 19, and Rahma Omer, 7, were killed."
    assert "Amna Idris" in quote(apart, find_none, names=[("Amna Idris", 19), ("Rahma Omer", 7)])


def test_a_dead_adult_is_named_in_every_report_of_the_death() -> None:
    from sample_build import RecordMaker

    make = RecordMaker()
    for key, body in (("a", "Dan Caron, 34, was killed."), ("b", "Shells killed Dan Caron."), ("c", "Dan Caron hid.")):
        make.document(key, "News", body, publisher="Oru Herald", published="2024-05-04")
        harm = "missing" if key == "c" else "killed"
        make.claim(key, key, harm, body, low=1, best=1, high=1, names=[("Dan Caron", 34 if key == "a" else None)])
    quotes = {r["quote"] for r in readable(make.build(), "claims", find_none)}
    assert quotes == {"Dan Caron, 34, was killed.", "Shells killed Dan Caron.", "[name withheld] hid."}
