"""Every trap of domain.md section 6: what must be one incident, what must stay two."""

from __future__ import annotations

import pytest

ORU = {"place": "Oru", "day": "2024-05-03"}


def test_two_outlets_on_one_attack_are_one_incident(desk):
    a = desk.report("a", {**ORU, "n": 14, "said": "Shelling of the market in Oru killed 14 people on Friday."})
    b = desk.report("b", {**ORU, "n": 17, "said": "At the Oru market 17 people died in a bombardment on 3 May."})
    assert desk.groups() == [{*a, *b}]


def test_two_places_in_one_sentence_are_two_incidents(desk):
    said = "Two were killed in Oru and three in Belen."
    a = desk.report(
        "a", {**ORU, "n": 2, "said": said[:22]}, {"place": "Belen", "day": "2024-05-03", "n": 3, "said": said[22:]}
    )
    assert desk.groups() == [{a[0]}, {a[1]}]


def test_neighbouring_villages_named_by_one_report_are_two_incidents(desk):
    a = desk.report("a", {**ORU, "n": 2, "after": ""}, {"place": "Tarn", "day": "2024-05-03", "n": 3})
    assert desk.groups() == [{a[0]}, {a[1]}]


def test_two_places_that_no_gazetteer_has_are_two_incidents(desk):
    first, second = {"place": "Upper Vell", "day": "2024-05-03"}, {"place": "Kessem", "day": "2024-05-03"}
    a = desk.report("a", {**first, "n": 2}, {**second, "n": 3})
    b = desk.report("b", {**first, "n": 2, "said": "In Upper Vell two died."})
    assert desk.groups() == [{a[0], *b}, {a[1]}]


def test_camp_within_the_town_is_the_same_place(desk):
    a = desk.report("a", {**ORU, "n": 2})
    b = desk.report("b", {"place": "Oru camp", "day": "2024-05-03", "n": 2})
    assert desk.groups() == [{*a, *b}]
    assert desk.holding("a.0").place.name == "Oru camp"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A strike on the market killed 4.", "A strike on a school killed 4."),
        ("A morning strike killed 4.", "A strike in the evening killed 4."),
        ("Shells hit the hospital and killed 4.", "A bomb in a mosque killed 4."),
    ],
)
def test_two_strikes_on_one_town_in_a_day_stay_two(desk, first, second):
    a = desk.report("a", {**ORU, "n": 4, "said": first})
    b = desk.report("b", {**ORU, "n": 4, "said": second})
    c = desk.report("c", {**ORU, "n": 4, "said": first}, {**ORU, "n": 4, "said": second})
    assert desk.groups() == [{*a, c[0]}, {*b, c[1]}]


def test_hospital_where_the_wounded_were_taken_is_no_target(desk):
    a = desk.report("a", {**ORU, "n": 4, "said": "A strike on the market wounded 4, who were taken to hospital."})
    b = desk.report(
        "b", {**ORU, "n": 4, "said": "Four people hurt in the strike were being treated at a hospital in Oru."}
    )
    assert desk.groups() == [{*a, *b}]


def test_weekly_market_bombed_in_successive_weeks(desk):
    said = "A bomb in the market of Oru, crowded for the weekly fair, killed {} people, the mayor Halvar Dunne said."
    ids = []
    for week, day in ((1, 3), (2, 10), (3, 17)):
        for outlet in "ab":
            claim = {"place": "Oru", "day": f"2024-05-{day:02}", "n": 8, "said": said.format(8)}
            ids.append(desk.report(f"w{week}{outlet}", claim, published=f"2024-05-{day + 1:02}"))
    assert desk.groups() == [{*ids[0], *ids[1]}, {*ids[2], *ids[3]}, {*ids[4], *ids[5]}]


def test_places_of_one_name_far_apart(desk):
    a = desk.report("a", {**ORU, "n": 4, "said": "Gunmen killed 4 in Oru."})
    b = desk.report("b", {"place": "Far Oru", "day": "2024-05-03", "n": 4, "said": "Gunmen killed 4 in Oru."})
    assert desk.groups() == [{*a}, {*b}]


def test_funeral_of_yesterdays_victims_bombed_today(desk):
    a = desk.report("a", {**ORU, "n": 9, "said": "A strike on the market in Oru killed 9."}, published="2024-05-03")
    b = desk.report(
        "b",
        {
            "place": "Oru",
            "day": "2024-05-04",
            "n": 5,
            "said": "A bomb struck a funeral in Oru on Saturday and killed 5.",
        },
        {**ORU, "n": 9, "said": "The mourners were burying some of the 9 killed when the market was hit on Friday."},
    )
    assert desk.groups() == [{*a, b[1]}, {b[0]}]


def test_anniversary_article_joins_the_old_incident(desk):
    old = {"place": "Oru", "day": "2023-05-03", "n": 2, "names": ["Dara Venn", "Ismet Karro"]}
    a = desk.report("a", old, published="2023-05-04")
    b = desk.report("b", {**old, "said": "A year ago Dara Venn and Ismet Karro were killed."}, published="2024-05-03")
    c = desk.report("c", {**ORU, "n": 2, "said": "Two were killed on Friday."}, published="2024-05-04")
    assert desk.groups() == [{*a, *b}, {*c}]


def test_victim_who_dies_in_hospital_elsewhere(desk):
    a = desk.report(
        "a", {**ORU, "n": 1, "harm": "injured", "names": ["Dara Venn"], "said": "Dara Venn was shot in Oru."}
    )
    b = desk.report(
        "b",
        {
            "place": "Belen",
            "day": "2024-05-08",
            "n": 1,
            "names": ["Dara Venn"],
            "moved": True,
            "said": "Dara Venn died in Belen.",
        },
        published="2024-05-09",
    )
    assert desk.groups() == [{*a, *b}]
    assert desk.holding("b.0").place.name == "Oru"
    assert desk.holding("b.0").start == "2024-05-03"


def test_bodies_found_weeks_later_belong_to_the_day_of_death(desk):
    a = desk.report("a", {**ORU, "n": 10, "said": "Ten villagers were shot near Oru on 3 May."}, published="2024-05-04")
    b = desk.report(
        "b", {**ORU, "n": 10, "said": "Ten bodies were found; they were shot on 3 May."}, published="2024-06-20"
    )
    c = desk.report(
        "c",
        {"place": "Oru", "day": "2024-06-19", "n": 10, "said": "Ten were shot on Wednesday."},
        published="2024-06-20",
    )
    assert desk.groups() == [{*a, *b}, {*c}]


def test_report_dated_after_midnight(desk):
    a = desk.report("a", {**ORU, "n": 6, "said": "Shelling late at night killed 6."})
    b = desk.report("b", {"place": "Oru", "day": "2024-05-04", "n": 6, "said": "Overnight shelling killed 6."})
    c = desk.report(
        "c",
        {"place": "Oru", "day": "2024-05-05", "n": 6, "said": "Overnight shelling killed 6."},
        published="2024-05-06",
    )
    assert desk.groups() == [{*a, *b}, {*c}]
    assert (desk.holding("a.0").start, desk.holding("a.0").end) == ("2024-05-03", "2024-05-04")


def test_attacks_on_successive_days_stay_two(desk):
    a = desk.report("a", {**ORU, "n": 6, "said": "Shelling killed 6."})
    b = desk.report("b", {"place": "Oru", "day": "2024-05-04", "n": 6, "said": "Shelling killed 6."})
    assert desk.groups() == [{*a}, {*b}]


def test_a_report_cannot_be_about_what_came_after_it(desk):
    a = desk.report(
        "a", {"place": "Oru", "day": "2024-05-01", "until": "2024-05-31", "prec": 4, "n": 3}, published="2024-05-06"
    )
    b = desk.report("b", {"place": "Oru", "day": "2024-05-20", "n": 3}, published="2024-05-21")
    assert desk.groups() == [{*a}, {*b}]


def test_accused_parties_never_split_an_incident(desk):
    a = desk.report("a", {**ORU, "n": 4, "said": "The Northern Command shelled Oru and killed 4."})
    b = desk.report("b", {**ORU, "n": 4, "said": "The River Front shelled Oru and killed 4."})
    assert desk.groups() == [{*a, *b}]


def test_two_full_lists_without_a_shared_name_stay_two(desk):
    a = desk.report("a", {**ORU, "n": 2, "names": ["Dara Venn", "Ismet Karro"]})
    b = desk.report("b", {**ORU, "n": 2, "names": ["Petra Holm", "Abel Rusk"]})
    assert desk.groups() == [{*a}, {*b}]


def test_spelling_of_a_name_does_not_split(desk):
    a = desk.report("a", {"place": "Oru", "day": "2024-05-02", "n": 1, "names": ["Mohammed Karro"]})
    b = desk.report("b", {**ORU, "n": 1, "names": ["Muhamad Karro"]})
    assert desk.groups() == [{*a, *b}]


def test_shooting_and_bombing_of_a_day_are_not_joined_by_themselves(desk):
    a = desk.report("a", {**ORU, "n": 3, "said": "Gunmen shot 3 people dead."})
    b = desk.report("b", {**ORU, "n": 3, "said": "A car bomb killed 3 people."})
    assert desk.groups() == [{*a}, {*b}]
    assert desk.link().near_merges[0][3].startswith("different means (shooting; explosion)")


def test_air_strike_and_shelling_are_taken_for_each_other(desk):
    a = desk.report("a", {**ORU, "n": 3, "said": "An air strike killed 3 people."})
    b = desk.report("b", {**ORU, "n": 3, "said": "Artillery killed 3 people."})
    assert desk.groups() == [{*a, *b}]


def test_wounded_who_die_days_later_are_one_incident(desk):
    a = desk.report(
        "a",
        {**ORU, "n": 1, "harm": "injured", "said": "A boy of the Kestrel school was shot on Friday."},
        {"place": "Oru", "day": "2024-05-06", "n": 1, "said": "The boy died on Monday."},
        published="2024-05-07",
    )
    assert desk.groups() == [{*a}]


def test_victim_named_again_in_part_is_the_same_victim(desk):
    a = desk.report(
        "a",
        {**ORU, "n": 1, "names": ["Dara Venn"], "said": "Dara Venn was shot in Oru."},
        {"place": "Belen", "day": "2024-04-02", "n": 9},
        {"n": 1, "said": "Police spoke of Venn's killing"},
    )
    assert desk.groups() == [{a[0], a[2]}, {a[1]}]
