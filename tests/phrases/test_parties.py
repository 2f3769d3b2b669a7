"""Parties: phrases for whoever may have done something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearwitness.phrases.parties import PartyKind, find_parties


def found(text: str, *, capitals: bool = False) -> list[str]:
    return [text[slice(*p.span)] for p in find_parties(text, 0, len(text), capitals=capitals)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Two men in civilian clothes led him away.", ["Two men in civilian clothes"]),
        ("It was claimed by members of the Oru Front.", ["members of the Oru Front"]),
        (
            "The Front for Oru and the Movement of the Salt Plain fired.",
            ["The Front for Oru", "the Movement of the Salt Plain"],
        ),
        ("A group of four or five males beat her brother.", ["A group of four or five males", "her brother"]),
        ("Some 200 fighters of the Orl Column came.", ["Some 200 fighters of the Orl Column"]),
        ("The heavily armed police officers fired.", ["The heavily armed police officers"]),
        ("Officer Ory Bran of Rell fired.", ["Officer Ory Bran of Rell"]),
        ("Jets bombed what rival artillery had left.", ["Jets", "rival artillery"]),
        ("One of them shot the teacher.", ["One of them", "the teacher"]),
        ("They say the Germans did it.", ["They", "the Germans"]),
        ("Cultists behead a student in Rell.", ["Cultists", "a student", "Rell"]),
        ("Police arrest gunmen in Rell.", ["Police", "gunmen", "Rell"]),
        ("Militants ambush army convoy.", ["Militants", "army convoy"]),
        ("Ory Bran of the Hill Guard shot him.", ["Ory Bran of the Hill Guard"]),
        (
            "The popular Revolutionary Salt Plain Free Liberation Front fired.",
            ["The popular Revolutionary Salt Plain Free Liberation Front"],
        ),
        ("UNRED fighters came.", ["UNRED fighters"]),
        ("On Monday, 13 March gunmen came.", ["gunmen"]),
        ("She said that the guards beat him.", ["She", "the guards"]),
        ("The army's shells fell on the army's barracks.", ["The army"]),
        ("He died at the police station.", ["He"]),
    ],
)
def test_a_party_is_one_unbroken_phrase(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


def test_in_capitals_a_word_out_of_the_ordinary_is_a_name() -> None:
    assert found("GUERRILLAS OF THE ORLO FRONT KILLED ZEMRAD", capitals=True) == [
        "GUERRILLAS OF THE ORLO FRONT",
        "ZEMRAD",
    ]


def test_nothing_behind_its_sentence_counts() -> None:
    text = "Police\n\nReports said that"
    assert [text[slice(*p.span)] for p in find_parties(text, 0, 6, capitals=False)] == ["Police"]


def test_a_phrase_has_the_kind_of_its_head() -> None:
    text = "Soldiers, a gang, drones, Ory Bran and someone fired."
    kinds = [p.kind for p in find_parties(text, 0, len(text), capitals=False)]
    assert kinds == [PartyKind.PEOPLE, PartyKind.BODY, PartyKind.MACHINE, PartyKind.NAME, PartyKind.POINTING]


@given(st.text(alphabet="the of Oru gunmen two in police, “said”.\n'’s-3", max_size=120), st.booleans())
def test_phrases_stand_in_order_and_apart(text: str, capitals: bool) -> None:
    phrases = find_parties(text, 0, len(text), capitals=capitals)
    edges = [edge for p in phrases for edge in p.span]
    assert edges == sorted(edges) and all(p.span[0] < p.span[1] <= len(text) for p in phrases)
    assert all(p.span[0] <= p.head[0] < p.head[1] <= p.span[1] for p in phrases)
