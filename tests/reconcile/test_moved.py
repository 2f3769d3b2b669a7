"""The wounded who are told dead since are counted among the dead alone; whoever may be somebody else stays wounded."""

from __future__ import annotations

import pytest

from bearwitness.reconcile import figures_of_incident
from bearwitness.records import Claim, Figure
from factories import claim, facts, facts_of

PAPERS = (
    facts("d1", "Paper one", published="2024-03-03"),
    facts("d2", "Paper two", published="2024-03-05"),
    facts("d3", "Paper three", published="2024-03-05"),
)


def wounded(*claims: Claim, **options: object) -> Figure | None:
    """The row of the injured, if there is one; d1 is of 3 March, d2 and d3 of 5 March."""
    rows = figures_of_incident(claims, incident_id="i-0", documents=facts_of(*PAPERS), **options)
    found = [f for f in rows if (f.harm, f.cell, f.profile) == ("injured", "all", "minmax")]
    return found[0] if found else None


def one(harm: str, document_id: str, text: str | None = None, **more: object) -> Claim:
    """One person told without a number."""
    start = more.pop("start", {"injured": 0, "killed": 500}[harm])
    return claim(1, harm=harm, document_id=document_id, text=text, count_text=None, start=start, **more)


MOVED = [
    # the wounded person, the dead person of a later report
    ({"text": "a 34-year-old man"}, {"text": "The 34-year-old"}),
    ({"text": "a 34-year-old"}, {"names": [("Ana Rell", 34)]}),
    ({"names": [("Ana Rell", 34)]}, {"text": "a 34-year-old woman"}),
    ({"names": ["Ana Rell"]}, {"names": ["Rell"]}),
    ({"text": "a man"}, {"text": "a 34-year-old man"}),
    ({"text": "A teen"}, {"text": "the victim"}),
    ({"text": "a passer-by"}, {"text": "the woman"}),
    ({"text": "he", "sex": "male"}, {"names": ["Ben Orl"]}),
    # a first report calls a teenager a man
    ({"text": "a man", "age_group": "adult"}, {"text": "a 17-year-old", "age_group": "child"}),
    ({"text": "a man", "age_group": "adult"}, {"text": "a teenager", "age_group": "child"}),
]


@pytest.mark.parametrize(("hurt", "died"), MOVED)
def test_the_one_victim_wounded_and_then_dead_makes_no_row_of_wounded(hurt: dict, died: dict) -> None:
    assert wounded(one("injured", "d1", **hurt), one("killed", "d2", **died)) is None


STAY = [
    # somebody else: by age, name, sex, age group, role, what they are called
    ({"text": "a 34-year-old man"}, {"text": "a 35-year-old man"}),
    ({"names": [("Ana Rell", 34)]}, {"names": [("Ben Orl", 34)]}),
    ({"text": "a woman", "sex": "female"}, {"text": "a man", "sex": "male"}),
    ({"text": "a boy", "age_group": "child"}, {"text": "a teacher", "age_group": "adult"}),
    ({"text": "a man", "age_group": "adult"}, {"text": "a 9-year-old", "age_group": "child"}),
    ({"text": "a 40-year-old man", "age_group": "adult"}, {"text": "a teenager", "age_group": "child"}),
    ({"text": "a teacher", "age_group": "adult"}, {"text": "a teenager", "age_group": "child"}),
    ({"text": "a man", "age_group": "adult"}, {"text": "a 14-year-old teenager", "age_group": "child"}),
    ({"text": "a man", "age_group": "adult"}, {"text": "the child", "age_group": "child"}),
    ({"text": "the child", "age_group": "child"}, {"text": "a man", "age_group": "adult"}),
    ({"text": "an officer", "role": "police"}, {"text": "the gunman", "role": "attacker"}),
    ({"text": "a man"}, {"text": "the attacker", "role": "attacker"}),
    ({"text": "the passenger"}, {"text": "the driver"}),
    ({"text": "his wife"}, {"text": "a farmer"}),
]


@pytest.mark.parametrize(("hurt", "died"), STAY)
def test_somebody_else_stays_wounded(hurt: dict, died: dict) -> None:
    figure = wounded(one("injured", "d1", **hurt), one("killed", "d2", **died))
    assert figure is not None
    assert (figure.low, figure.best, figure.high) == (1, 1, 1)


def test_a_report_of_the_wound_after_that_of_the_death_is_a_disagreement() -> None:
    assert wounded(one("injured", "d2", "a man"), one("killed", "d1", "a man")) is not None


def test_where_any_report_counts_two_the_wounded_may_be_the_other() -> None:
    hurt, died = one("injured", "d1", "a man"), one("killed", "d2", "a man")
    assert wounded(hurt, died, claim(2, harm="killed_or_injured", document_id="d3")) is not None
    assert wounded(hurt, died, claim(2, document_id="d3")) is not None


def test_told_in_one_breath_they_are_two() -> None:
    died = one("killed", "d1", "a man", quote="a man was killed", start=0)
    hurt = one("injured", "d1", "another", quote="another was hurt", start=21)
    assert wounded(hurt, died) is not None
    far = one("injured", "d1", "the man", quote="the man was hurt", start=200)
    assert wounded(far, died) is None


def test_in_one_phrase_they_are_one() -> None:
    quote = "A man critically wounded on Friday has died"
    hurt = one("injured", "d1", "A man", quote=quote[:22])
    died = one("killed", "d1", "A man critically wounded on Friday", quote=quote, start=0)
    assert wounded(hurt, died) is None


def test_a_death_of_one_of_the_wounded_takes_no_other_wounded_along() -> None:
    girl = {"sex": "female", "age_group": "child", "moved_from": "injured"}
    died = one("killed", "d2", "the girl", **girl)
    assert wounded(one("injured", "d1", "a girl", sex="female"), died) is None
    assert wounded(one("injured", "d2", "her father", sex="male"), died) is not None
    toll = claim(3, document_id="d2", quote="3 dead", start=0)
    rest = claim(1, harm="injured", document_id="d2", text=None, quote="1 injured", start=8)
    assert wounded(toll, rest, one("killed", "d2", "One of the victims", moved_from="injured")) is not None


def test_an_excluded_or_denied_death_moves_nobody() -> None:
    hurt, died = one("injured", "d1", "a man"), one("killed", "d2", "a man", claim_id="died")
    assert wounded(hurt, died, excluded={"died": "misread"}) is not None
    assert wounded(hurt, one("killed", "d2", "a man", factuality="denied")) is not None


def test_two_people_of_one_age_in_one_sentence_stay_two() -> None:
    quote = "a 20-year-old was shot dead and another 20-year-old wounded"
    died = claim(1, quote=quote, text="a 20-year-old", count_text=None)
    hurt = claim(1, harm="injured", quote=quote[32:], text="another 20-year-old", count_text=None, start=32)
    assert wounded(died, hurt) is not None


def test_one_dead_and_one_hurt_keep_the_hurt_until_more_are_told_dead() -> None:
    one_dead = claim(1, document_id="d1", quote="One died", start=0)
    one_hurt = claim(1, harm="injured", document_id="d1", text=None, quote="one was hurt", start=10)
    died = one("killed", "d2", "the victim", moved_from="injured")
    assert wounded(one_dead, one_hurt, died) is not None
    assert wounded(one_dead, one_hurt, died, claim(2, document_id="d3")) is None


FOUND_WITH_WOUNDS = [
    # words of the wounded, what else is told, whether they are the three dead
    ("three people with gunshot wounds", (), True),
    ("All three had been shot", (), True),
    ("three people in hospital with gunshot wounds", (), False),
    ("three others with gunshot wounds", (), False),
    ("three people were wounded", (), False),
    ("three people with gunshot wounds", (claim(5, harm="injured", document_id="d3"),), False),
    ("three people with gunshot wounds", (claim(6, harm="killed_or_injured", document_id="d3"),), False),
]


@pytest.mark.parametrize(("quote", "more", "moved"), FOUND_WITH_WOUNDS)
def test_as_many_dead_as_were_found_with_wounds_are_the_same(quote: str, more: tuple[Claim, ...], moved: bool) -> None:
    found = claim(3, harm="injured", document_id="d1", quote=quote, start=300)
    assert (wounded(found, claim(3, document_id="d2"), *more) is None) == moved


BOY = {"text": "the boy", "age_group": "child"}
SON = {"text": "his son", "age_group": "child"}
SHOOTER = {"text": "the man", "role": "attacker", "sex": "male"}
ONE_OF_ITS_KIND = [
    # the wounded one, the dead one of a later report, what else is told, whether they are one
    (BOY, SON, (), True),
    (BOY, SON, (claim(2, document_id="d3"),), True),
    (SHOOTER, SHOOTER, (claim(3, document_id="d3"),), True),
    # another child, told by sex or in one breath; others wounded; several children; a grown-up
    ({**BOY, "sex": "male"}, {**SON, "text": "a girl", "sex": "female"}, (), False),
    ({**BOY, "text": "a 6-year-old boy"}, {**SON, "names": [("Ana Rell", 9)]}, (), False),
    (BOY, SON, (claim(4, harm="injured", document_id="d3"),), False),
    (BOY, SON, (one("injured", "d3", "a clerk"),), False),
    (BOY, SON, (claim(2, document_id="d3", text="children", age_group="child"),), False),
    ({"text": "the driver"}, {"text": "a passer-by"}, (), False),
    (SHOOTER, BOY, (), False),
]


@pytest.mark.parametrize(("hurt", "died", "more", "moved"), ONE_OF_ITS_KIND)
def test_the_only_child_or_attacker_wounded_and_dead_is_one(
    hurt: dict, died: dict, more: tuple[Claim, ...], moved: bool
) -> None:
    dead = [one("killed", "d2", **died), one("killed", "d2", "a woman", age_group="adult", start=900)]
    figure = wounded(one("injured", "d1", claim_id="hurt", **hurt), *dead, *more)
    gone = figure is None or "superseded" in {a.reason for a in figure.claims_set_aside if a.claim_id == "hurt"}
    assert gone == moved


def test_a_child_of_an_earlier_report_is_not_the_one_wounded_later() -> None:
    dead = [one("killed", "d1", **SON), one("killed", "d1", "a woman", age_group="adult", start=900)]
    assert wounded(one("injured", "d2", **BOY), *dead) is not None


def test_a_child_told_wounded_beside_the_dead_is_nobody_of_them() -> None:
    killed = claim(2, document_id="d1", quote="two people were killed", start=0)
    hurt = one("injured", "d1", "a child", age_group="child", quote="a child was hurt", start=26)
    assert wounded(killed, hurt, one("killed", "d2", "the boy", age_group="child")) is not None
