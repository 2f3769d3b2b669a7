"""Two strikes on one town in a day that a report tells one after the other, and the total over both."""

from __future__ import annotations

import pytest

from bearwitness.incidents.strikes import read_strikes, read_turns

ORU = {"place": "Oru", "day": "2024-05-03"}


def opened(*sentences: str) -> list[str]:
    """The sentences that open a strike, of a text of one paragraph a sentence."""
    text = "\n\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    return [text[strike.start : strike.opening].strip() for strike in read_strikes(text, starts, starts)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The first, shortly after 7 a.m., hit a mill.", "The second came at dusk."],
        ["In the first attack a shell hit the market.", "In the evening a second attack hit the school."],
        ["The first air strike came at dawn.", "Another air strike hit the clinic at night."],
        ["During the first raid a mosque was burnt.", "A separate raid followed in the evening."],
    ],
)
def test_sentences_that_open_a_strike(sentences: list[str]) -> None:
    assert opened(*sentences) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["The first doctor came at dawn.", "Another doctor came in the evening."],
        ["A strike hit the market.", "A second man died of his wounds."],
        ["The first strike hit the market.", "Five people were killed."],
        ["It was the second goal of the night.", "Another shot hit the bar."],
        ["The first of the buses left.", "The second week was quiet."],
    ],
)
def test_sentences_that_open_none(sentences: list[str]) -> None:
    assert opened(*sentences) == []


# A report: what is said of both, then each strike in a paragraph whose second sentence says neither hour nor target.
BOTH = {**ORU, "said": "Two strikes on Oru killed {n} people.", "after": "\n\n"}
FIRST = "The first strike, at 8 a.m., hit the monastery. "
SECOND = "In the evening a second strike hit the hospital. "


def both(desk, total: int, one: int, other: int, first: str = FIRST, second: str = SECOND) -> list[str]:
    """One report of two strikes; its claims are the total and each strike's own."""
    return desk.report(
        "a",
        {**BOTH, "n": total, "said": f"Two strikes on Oru killed {total} people."},
        {**ORU, "n": one, "said": first + f"Killed were {one}.", "after": "\n\n"},
        {**ORU, "n": other, "said": second + f"Killed were {other}."},
    )


def test_each_strike_has_its_incident_and_the_total_over_both_has_none(desk):
    a = both(desk, 12, 8, 4)
    b = desk.report("b", {**ORU, "n": 10, "said": "Ten died when a bomb hit the monastery in the morning."})
    c = desk.report("c", {**ORU, "n": 5, "said": "A jet bombed the hospital in the evening, killing 5."})
    assert desk.groups() == [{a[1], *b}, {a[2], *c}]
    assert desk.link().totals == (a[0],)
    assert all(desk.link(shuffle=seed) == desk.link() for seed in range(3))


def test_a_number_that_is_not_the_sum_is_no_total(desk):
    a = both(desk, 15, 8, 4)
    assert desk.link().totals == ()
    assert any(a[0] in group for group in desk.groups())


def test_a_second_bomb_at_the_same_target_is_one_incident(desk):
    first = "The first bomb hit the market at noon. "
    a = both(desk, 12, 8, 4, first, "Minutes later a second bomb hit the market. ")
    assert desk.groups() == [{*a}]
    assert desk.link().totals == ()


def test_a_headline_that_tells_both_does_not_join_them(desk):
    said = "Two strikes on Oru: 8 die at monastery, 4 at hospital."
    a = desk.report(
        "a",
        {**ORU, "n": 8, "said": said[:35], "after": "", "repeats": "a.2"},
        {**ORU, "n": 4, "said": said[35:], "after": "\n\n", "repeats": "a.3"},
        {**ORU, "n": 8, "said": FIRST + "Killed were 8.", "after": "\n\n"},
        {**ORU, "n": 4, "said": SECOND + "Killed were 4."},
    )
    assert desk.groups() == [{a[0], a[2]}, {a[1], a[3]}]


@pytest.mark.parametrize(
    ("sentence", "turns"),
    [
        ("In an unrelated attack, a woman was stabbed.", True),
        ("Also that day, in an unrelated incident a woman was stabbed.", True),
        ("In a separate attack two guards were killed.", True),
        ("Separately, a shell hit a mill.", True),
        ("He was charged in a separate incident.", False),
        ("The men were kept separately, he said.", False),
        ("In the attack two guards were killed.", False),
    ],
)
def test_sentences_that_turn_to_something_else(sentence: str, turns: bool) -> None:
    text = f"A bomb hit the market. {sentence} One was hurt.\n\nMarket traders wept."
    found = read_turns(text, [0, 23, 23 + len(sentence) + 1], [0, text.index("Market")])
    assert [(strike.start, strike.end) for strike in found] == ([(23, text.index("Market"))] if turns else [])


def test_what_a_report_says_is_something_else_is_another_incident(desk):
    a = desk.report(
        "a",
        {**ORU, "n": 4, "said": "A gunman shot 4 at a club in Oru.", "after": "\n\n"},
        {**ORU, "n": 1, "said": "In an unrelated attack, a woman was stabbed in Oru.", "after": "\n\n"},
    )
    assert desk.groups() == [{a[0]}, {a[1]}]
    b = desk.report(
        "b", {**ORU, "n": 4, "said": "Four were shot in Oru."}, {**ORU, "n": 4, "said": "A club was hit; 4 died."}
    )
    assert any({*b} <= group for group in desk.groups())


def test_a_claim_of_a_day_goes_with_the_only_incident_of_that_day(desk):
    later = {"place": "Oru", "day": "2024-05-02"}
    a = desk.report(
        "a",
        {"day": "2024-05-03", "n": 4, "said": "A shooting sent 4 men to hospital."},
        {**ORU, "n": 3, "said": "Three lay in the car park."},
        {**later, "n": 1, "said": "A man was hit on Thursday."},
    )
    assert desk.groups() == [{a[0], a[1]}, {a[2]}]
    b = desk.report(  # two incidents of that day: it may be of either
        "b",
        {"day": "2024-05-03", "n": 4, "said": "A shooting sent 4 men to hospital."},
        {**ORU, "n": 3, "said": "Three lay in the car park of the school that was shot at."},
        {"place": "Belen", "day": "2024-05-03", "n": 1, "said": "A man was hit in Belen."},
    )
    assert {b[0]} in desk.groups()


def test_a_second_victim_told_by_name_and_day_does_not_lend_them_to_the_first(desk):
    a = desk.report(
        "a",
        {"n": 1, "names": ["Ana Rell"], "said": "Three are charged with the murder of Ana Rell.", "after": "\n\n"},
        {**ORU, "n": 1, "names": ["Ben Orl"], "said": "One is charged with the killing of Ben Orl in Oru on May 3."},
    )
    assert desk.groups() == [{a[0]}, {a[1]}]
    b = desk.report(  # told after it, somebody without a day of his own is a victim of the same
        "b",
        {**ORU, "n": 1, "names": ["Dara Tal"], "said": "Dara Tal was killed in Oru on May 3.", "after": "\n\n"},
        {"n": 1, "names": ["Omar Beg"], "said": "Omar Beg died too."},
    )
    assert any({*b} <= group for group in desk.groups())


def test_a_child_of_one_age_is_one_whatever_day_another_sentence_lends(desk):
    first = {**ORU, "n": 1, "said": "A 7-year-old was shot dead in Oru on May 3.", "after": "\n\n"}
    a = desk.report(
        "a",
        first,
        {"n": 1, "place": "Oru", "day": "2024-05-20", "said": "The 7-year-old was killed on May 20."},
        published="2024-05-21",
    )
    assert desk.groups() == [{a[0]}, {a[1]}]
    b = desk.report(
        "b",
        first,
        {"n": 1, "place": "Oru", "day": "2024-05-20", "time_at": 0, "said": "A crowd mourned the 7-year-old's murder."},
        published="2024-05-21",
    )
    assert any({*b} <= group for group in desk.groups())


@pytest.mark.parametrize(
    ("change", "apart"),
    [
        ({}, True),
        ({"harm": "injured"}, False),
        ({"n": 2}, False),
        ({"names": ["Ben Orl"]}, False),
        ({"names": ["Rell"]}, False),  # one word of a name tells nobody apart
    ],
)
def test_only_one_dead_told_by_another_full_name_is_kept_apart(desk, change: dict, apart: bool) -> None:
    first = {"n": 1, "names": ["Ana Rell"], "said": "Three are charged with the murder of Ana Rell.", "after": "\n\n"}
    told = {**ORU, "n": 1, "names": ["Ben Orl"], "said": "One is charged with the killing of Ben Orl in Oru on May 3."}
    a = desk.report("a", {**first, **change}, told)
    assert desk.groups() == ([{a[0]}, {a[1]}] if apart else [{*a}])


def test_a_claim_of_no_day_goes_with_none_of_several_incidents(desk) -> None:
    a = desk.report(
        "a",
        {"n": 4, "said": "A shooting sent 4 men to hospital."},
        {**ORU, "n": 3, "said": "Three lay in the car park."},
        {"place": "Oru", "day": "2024-05-02", "n": 1, "said": "A man was hit on Thursday."},
    )
    assert {a[0]} in desk.groups()


def test_a_child_wounded_one_day_and_dead_another_is_one(desk) -> None:
    first = {**ORU, "n": 1, "harm": "injured", "said": "A 7-year-old was shot in Oru on May 3.", "after": "\n\n"}
    later = {"n": 1, "place": "Oru", "day": "2024-05-20", "said": "The 7-year-old died on May 20."}
    a = desk.report("a", first, later, published="2024-05-21")
    assert desk.groups() == [{*a}]
