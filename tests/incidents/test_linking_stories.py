"""Two reports that tell one story: what likeness of words may do, with what beside it, and what it never may."""

from __future__ import annotations

import pytest

from bearwitness.phrases.ages import read_ages

ORU = {"place": "Oru", "day": "2024-05-03"}
# Two tellings of one story with enough words in common, and what each outlet adds.
TOLD = (
    "Neighbours on Kestrel Lane heard shots from the yellow bungalow behind the Vintner bakery. Sheriff Halvar Dunne said "
    "the pistol lay under a cushion of the sofa. The kindergarten on Lomond Square lit candles, and pastor Imre Solt "
    "opened the chapel for the family. "
)
FIRST = TOLD + "A cousin, Petra, spoke of swings and a birthday cake in the garden."
SECOND = (
    TOLD + "Detectives searched gutters and hedges until dusk, and a crowdfunding page for burial costs drew donors."
)
OTHER = (
    "A tractor stood idle in the orchard of the Brandt farm, and wasps hummed over windfalls. Warden Osk Perrin said the "
    "rifle had been locked away in the barn since harvest, and that the boy's uncle had asked for a lawyer from Ulm."
)
# What every report of one town's market attacks repeats.
MARKET = (
    "The covered market by the Kestrel bridge is crowded for the weekly fair. Mayor Halvar Dunne said ambulances took the "
    "wounded to the Vintner hospital, where doctor Imre Solt asked for blood. The market, rebuilt after the flood, sells "
    "cattle, cloth and spices to traders from Lomond valley. "
)


def test_date_that_is_out_of_line_does_not_part_two_tellings_of_one_death(desk):
    a = desk.report("a", {**ORU, "said": "A 3-year-old girl was shot dead."}, text=FIRST, published="2024-05-04")
    other = {"place": "Oru", "day": "2024-05-06", "said": "The death of the 3-year-old girl was ruled an accident."}
    b = desk.report("b", other, text=SECOND, published="2024-05-06")
    assert desk.groups() == [{*a, *b}]
    assert "victims of the same age (3)" in dict(desk.holding("a.0").reasons)["b.0"]


def test_place_that_is_out_of_line_does_not_part_two_tellings_of_one_death(desk):
    a = desk.report("a", {**ORU, "said": "A 3-year-old girl was shot dead."}, text=FIRST)
    b = desk.report("b", {**ORU, "place": "Belen", "said": "The 3-year-old girl died at home."}, text=SECOND)
    assert desk.groups() == [{*a, *b}]


@pytest.mark.parametrize("victim", ["A girl", "A 9-year-old girl"])
@pytest.mark.parametrize("where", [{"day": "2024-05-06"}, {"place": "Belen"}])
def test_likeness_without_the_same_victim_overrules_neither_date_nor_place(desk, victim, where):
    a = desk.report("a", {**ORU, "said": "A 3-year-old girl was shot dead."}, text=FIRST)
    b = desk.report("b", {**ORU, **where, "said": f"{victim} was shot dead."}, text=SECOND, published="2024-05-06")
    assert desk.groups() == [{*a}, {*b}]


def test_same_age_without_likeness_overrules_no_date(desk):
    a = desk.report("a", {**ORU, "said": "A 3-year-old girl was shot dead."}, text=TOLD)
    b = {"place": "Oru", "day": "2024-05-06", "said": "A 3-year-old boy was shot dead."}
    b = desk.report("b", b, text=OTHER, published="2024-05-07")
    assert desk.groups() == [{*a}, {*b}]


def test_victim_named_in_both_overrules_a_date_that_is_out_of_line(desk):
    a = desk.report("a", {**ORU, "names": ["Dara Venn"]}, published="2024-05-04")
    b = desk.report("b", {"day": "2024-05-06", "names": ["Dara Venn"]}, published="2024-05-07")
    c = desk.report("c", {"day": "2024-05-06", "names": ["Ismet Karro"]}, published="2024-05-07")
    assert desk.groups() == [{*a, *b}, {*c}]


@pytest.mark.parametrize("days", [(3, 4, 5), (3, 10, 17)])
def test_attacks_told_with_the_same_background_stay_apart(desk, days):
    weeks = []
    for day in days:
        date = f"2024-05-{day:02}"
        said = {"place": "Oru", "day": date, "n": 8, "said": "A bomb in the market killed 8 people."}
        weeks.append({*desk.report(f"w{day:02}a", said, text=MARKET, published=date)})
        weeks[-1] |= {*desk.report(f"w{day:02}b", said, text=MARKET + "Sirens wailed.", published=date)}
    assert desk.groups() == weeks


def test_two_towns_struck_in_a_day_and_told_alike_stay_apart(desk):
    a = desk.report("a", {**ORU, "n": 8, "said": "Rockets killed 8 people."}, text=MARKET)
    b = desk.report("b", {**ORU, "place": "Belen", "n": 8, "said": "Rockets killed 8 people."}, text=MARKET)
    assert desk.groups() == [{*a}, {*b}]


def test_anniversary_of_a_death_does_not_move_it(desk):
    a = desk.report("a", {**ORU, "said": "A 3-year-old girl was shot dead."}, text=FIRST, published="2024-05-04")
    year = {"place": "Oru", "day": "2025-05-03", "said": "A 3-year-old girl was shot dead on Saturday."}
    b = desk.report("b", year, text=SECOND, published="2025-05-04")
    assert desk.groups() == [{*a}, {*b}]


@pytest.mark.parametrize(
    ("other", "published", "joined"),
    [
        ({"day": "2024-05-03"}, "2024-05-04", True),  # the same day
        ({"n": 4}, "2024-05-20", True),  # the same number
        ({}, "2024-05-05", True),  # reports of the same days
        ({}, "2024-09-20", False),  # nothing but words, months later
    ],
)
def test_likeness_that_something_bears_out_joins_what_lacks_place_or_date(desk, other, published, joined):
    a = desk.report("a", {**ORU, "n": 4, "said": "They were shot."}, text=FIRST, published="2024-05-04")
    b = desk.report("b", {"n": 1, "said": "They died.", **other}, text=SECOND, published=published)
    assert desk.groups() == ([{*a, *b}] if joined else [{*a}, {*b}])


def test_nothing_but_likeness_is_put_to_a_person(desk):
    desk.report("a", {**ORU, "n": 4, "said": "They were shot."}, text=FIRST, published="2024-05-04")
    desk.report("b", {"n": 1, "said": "They died."}, text=SECOND, published="2024-09-20")
    ((_, _, score, doubt),) = desk.link().near_merges
    assert 0.5 <= score < 0.75
    assert doubt == "reported 140 days apart"


def test_age_tells_two_victims_of_one_town_and_day_apart(desk):
    a = desk.report("a", {**ORU, "said": "A 24-year-old man was shot dead."})
    b = desk.report("b", {**ORU, "said": "A 61-year-old man was shot dead."})
    c = desk.report("c", {**ORU, "said": "A man aged 24 was shot dead."})
    assert desk.groups() == [{*a, *c}, {*b}]


def test_one_report_that_gives_an_age_twice_tells_of_one_victim(desk):
    a = desk.report(
        "a",
        {**ORU, "said": "A 3-year-old girl was shot."},
        {
            "place": "Upper Vell",
            "names": ["Dara Venn"],
            "said": "Dara Venn, the 3-year-old, was killed in a back yard.",
        },
    )
    assert desk.groups() == [{*a}]


@pytest.mark.parametrize("other", [{"place": "Belen", "day": "2024-05-03"}, {"place": "Oru", "day": "2024-05-01"}])
def test_one_report_of_two_victims_of_one_age_in_two_places_or_on_two_days(desk, other):
    a = desk.report("a", {**ORU, "said": "A 16-year-old was killed."}, {**other, "said": "A 16-year-old was killed."})
    assert desk.groups() == [{a[0]}, {a[1]}]


def test_date_after_the_report_is_no_date_of_what_it_tells(desk):
    hearing = {"place": "Oru", "day": "2024-06-20", "n": 4, "said": "Four were shot; a hearing is on 20 June."}
    desk.report("a", hearing, published="2024-05-04")
    incident = desk.holding("a.0")
    assert (incident.start, incident.end) == (None, "2024-05-04")


def test_stories_do_not_depend_on_the_order_of_reports(desk):
    for index, text in enumerate((FIRST, SECOND, MARKET, TOLD)):
        said = f"A {3 + index // 3 * 6}-year-old girl was shot dead."
        day = f"2024-05-{3 + index:02}"
        desk.report(f"d{index}", {"place": "Oru", "day": day, "said": said}, text=text, published=day)
    expected = desk.link()
    assert 1 < len(expected.incidents) < 4
    for seed in range(4):
        assert desk.link(shuffle=seed) == expected


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("a 3-year-old girl", {3}),
        ("the girl, three years old", {3}),
        ("an 18-month-old boy", {1}),
        ("Dara Venn, 34, and Ismet Karro, 7", {34, 7}),
        ("a man aged 61", {61}),
        ("14 people were killed", set()),
        ("a 30-year war", set()),
        ("on May 3, 14 people died", set()),
        ("In 2014, 20 years after", set()),
    ],
)
def test_ages_are_read_by_their_form(words, ages):
    assert read_ages(words) == ages
