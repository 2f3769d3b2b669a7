"""Time words and a day of writing -> intervals."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.records import Period
from bearwitness.resolve.dates import Anchor, date_precision, overlap, period_width_days, resolve_period, resolve_phrase

TUESDAY = "2023-07-11"
THURSDAY = "1990-02-08"

# words, day of writing, first day, last day, date_prec
TABLE = [
    # days
    ("today", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("yesterday", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("tomorrow", TUESDAY, "2023-07-12", "2023-07-12", 1),
    ("the day before yesterday", TUESDAY, "2023-07-09", "2023-07-09", 1),
    ("this morning", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("earlier today", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("AT 0830 GMT TODAY", THURSDAY, "1990-02-08", "1990-02-08", 1),
    ("EARLY THIS MORNING", THURSDAY, "1990-02-08", "1990-02-08", 1),
    ("yesterday afternoon", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("at noon yesterday", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("tonight", TUESDAY, "2023-07-11", "2023-07-11", 1),
    # nights have two days
    ("last night", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("LAST NIGHT", THURSDAY, "1990-02-07", "1990-02-08", 2),
    ("overnight", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("Monday night", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("the night of Monday, 3 July", TUESDAY, "2023-07-03", "2023-07-04", 2),
    ("the night of 3-4 July", TUESDAY, "2023-07-03", "2023-07-04", 2),
    ("the night before last", TUESDAY, "2023-07-09", "2023-07-10", 2),
    ("at midnight on Sunday", TUESDAY, "2023-07-09", "2023-07-10", 2),
    ("shortly before dawn on Sunday", TUESDAY, "2023-07-09", "2023-07-09", 1),
    ("the 12th of last month", TUESDAY, "2023-06-12", "2023-06-12", 1),
    ("Wednesday last", TUESDAY, "2023-07-05", "2023-07-05", 1),
    ("Christmas Day 1991", TUESDAY, "1991-12-25", "1991-12-25", 1),
    ("Good Friday", TUESDAY, "2023-04-07", "2023-04-07", 1),
    ("Easter Sunday 2016", TUESDAY, "2016-03-27", "2016-03-27", 1),
    ("the three months to March", TUESDAY, "2023-01-01", "2023-03-31", 5),
    ("the year to 30 June 2023", TUESDAY, "2022-07-01", "2023-06-30", 5),
    ("late last night and early this morning", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("overnight into Monday", TUESDAY, "2023-07-09", "2023-07-10", 2),
    # weekdays
    ("Tuesday", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("on Monday", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("Wednesday", TUESDAY, "2023-07-05", "2023-07-05", 1),
    ("last Tuesday", TUESDAY, "2023-07-04", "2023-07-04", 1),
    ("last Friday", TUESDAY, "2023-07-07", "2023-07-07", 1),
    ("next Tuesday", TUESDAY, "2023-07-18", "2023-07-18", 1),
    ("late Monday", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("Monday evening", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("8:30 p.m. on Monday", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("this past Sunday", TUESDAY, "2023-07-09", "2023-07-09", 1),
    ("Wednesday of last week", TUESDAY, "2023-07-05", "2023-07-05", 1),
    ("Monday and Tuesday", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("from Friday to Sunday", TUESDAY, "2023-07-07", "2023-07-09", 2),
    # dates
    ("3 July", TUESDAY, "2023-07-03", "2023-07-03", 1),
    ("July 3", TUESDAY, "2023-07-03", "2023-07-03", 1),
    ("3 FEBRUARY", THURSDAY, "1990-02-03", "1990-02-03", 1),
    ("4 FEB 90", THURSDAY, "1990-02-04", "1990-02-04", 1),
    ("30 December", "2023-01-03", "2022-12-30", "2022-12-30", 1),
    ("12 July", TUESDAY, "2023-07-12", "2023-07-12", 1),
    ("13 July", TUESDAY, "2022-07-13", "2022-07-13", 1),
    ("29 February", TUESDAY, "2020-02-29", "2020-02-29", 1),
    ("Monday, 7 August", TUESDAY, "2023-08-07", "2023-08-07", 1),
    ("Tuesday, 11 July", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("July 3rd, 2023", None, "2023-07-03", "2023-07-03", 1),
    ("Tuesday, 3 July 2018", None, "2018-07-03", "2018-07-03", 1),
    ("the 18th of August 2001", None, "2001-08-18", "2001-08-18", 1),
    ("Sept. 12, 2016", None, "2016-09-12", "2016-09-12", 1),
    ("2023-07-03", None, "2023-07-03", "2023-07-03", 1),
    ("2023-07-03T10:00Z", None, "2023-07-03", "2023-07-03", 1),
    ("03.07.2023", None, "2023-07-03", "2023-07-03", 1),
    ("13/7/2023", None, "2023-07-13", "2023-07-13", 1),
    ("7/13/2023", None, "2023-07-13", "2023-07-13", 1),
    ("3/7/2023", None, "2023-03-07", "2023-07-03", 5),
    ("3 and 4 July", TUESDAY, "2023-07-03", "2023-07-04", 2),
    ("3, 4 and 6 July 2023", None, "2023-07-03", "2023-07-06", 2),
    ("July 3-5, 2023", None, "2023-07-03", "2023-07-05", 2),
    ("30 June and 1 July 2023", None, "2023-06-30", "2023-07-01", 2),
    ("from 3 May to 9 May", TUESDAY, "2023-05-03", "2023-05-09", 3),
    ("between 3 and 5 March", TUESDAY, "2023-03-03", "2023-03-05", 2),
    ("30 December to 2 January", TUESDAY, "2022-12-30", "2023-01-02", 2),
    ("from 28 December 2022 to 2 January 2023", None, "2022-12-28", "2023-01-02", 2),
    ("24 May last year", TUESDAY, "2022-05-24", "2022-05-24", 1),
    ("last 9 August", TUESDAY, "2022-08-09", "2022-08-09", 1),
    ("next 15 August", TUESDAY, "2023-08-15", "2023-08-15", 1),
    ("Christmas Eve", TUESDAY, "2022-12-24", "2022-12-24", 1),
    ("New Year's Day", TUESDAY, "2023-01-01", "2023-01-01", 1),
    ("the week of 5 July", TUESDAY, "2023-07-03", "2023-07-09", 3),
    # no day in any calendar
    ("31 February 2023", TUESDAY, None, None, None),
    ("31 February", TUESDAY, None, None, None),
    ("2023-13-01", TUESDAY, None, None, None),
    # ago
    ("three days ago", TUESDAY, "2023-07-08", "2023-07-08", 1),
    ("a few days ago", TUESDAY, "2023-07-05", "2023-07-09", 2),
    ("a week ago", TUESDAY, "2023-07-01", "2023-07-07", 3),
    ("two weeks ago", TUESDAY, "2023-06-24", "2023-06-30", 3),
    ("a month ago", TUESDAY, "2023-05-27", "2023-06-26", 4),
    ("two years ago", TUESDAY, "2021-01-09", "2022-01-10", 5),
    ("a few minutes ago", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("12 hours ago", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("years ago", TUESDAY, None, None, None),
    # stretches that end now
    ("since 1 May", TUESDAY, "2023-05-01", "2023-07-11", 5),
    ("since Monday", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("since last week", TUESDAY, "2023-07-03", "2023-07-11", 4),
    ("since October 7", "2023-12-31", "2023-10-07", "2023-12-31", 5),
    ("since 2015", TUESDAY, "2015-01-01", "2023-07-11", 5),
    ("after 3 July", TUESDAY, "2023-07-04", "2023-07-11", 4),
    ("so far this year", TUESDAY, "2023-01-01", "2023-07-11", 5),
    ("this year", TUESDAY, "2023-01-01", "2023-07-11", 5),
    ("in 2023 alone", TUESDAY, "2023-01-01", "2023-07-11", 5),
    ("in 2023", TUESDAY, "2023-01-01", "2023-07-11", 5),
    ("this month", TUESDAY, "2023-07-01", "2023-07-11", 4),
    ("in July", TUESDAY, "2023-07-01", "2023-07-11", 4),
    ("this week", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("earlier this week", "2023-07-14", "2023-07-10", "2023-07-14", 2),
    ("earlier this year", TUESDAY, "2023-01-01", "2023-07-11", 5),
    ("the past week", TUESDAY, "2023-07-05", "2023-07-11", 3),
    ("the past two weeks", TUESDAY, "2023-06-28", "2023-07-11", 4),
    ("the last 48 hours", TUESDAY, "2023-07-09", "2023-07-11", 2),
    ("the past 24 hours", TUESDAY, "2023-07-10", "2023-07-11", 2),
    ("THE PAST FEW HOURS", THURSDAY, "1990-02-07", "1990-02-08", 2),
    ("recent days", TUESDAY, "2023-07-05", "2023-07-11", 3),
    ("the past three days", TUESDAY, "2023-07-08", "2023-07-11", 2),
    ("the past month", TUESDAY, "2023-06-12", "2023-07-11", 4),
    ("the last ten years", TUESDAY, "2013-07-12", "2023-07-11", 5),
    ("the next 24 hours", TUESDAY, "2023-07-11", "2023-07-12", 2),
    # weeks, months, years
    ("last week", TUESDAY, "2023-07-03", "2023-07-09", 3),
    ("next week", TUESDAY, "2023-07-17", "2023-07-23", 3),
    ("the weekend", TUESDAY, "2023-07-08", "2023-07-09", 2),
    ("the weekend", "2023-07-09", "2023-07-08", "2023-07-09", 2),
    ("last month", TUESDAY, "2023-06-01", "2023-06-30", 4),
    ("last year", TUESDAY, "2022-01-01", "2022-12-31", 5),
    ("in March", TUESDAY, "2023-03-01", "2023-03-31", 4),
    ("in August", TUESDAY, "2022-08-01", "2022-08-31", 4),
    ("last March", TUESDAY, "2023-03-01", "2023-03-31", 4),
    ("last July", TUESDAY, "2022-07-01", "2022-07-31", 4),
    ("July and August 2019", None, "2019-07-01", "2019-08-31", 5),
    ("March 2019", None, "2019-03-01", "2019-03-31", 4),
    ("2019", None, "2019-01-01", "2019-12-31", 5),
    ("1989-90", None, "1989-01-01", "1990-12-31", 5),
    ("between 2010 and 2012", None, "2010-01-01", "2012-12-31", 5),
    ("the 1980s", None, "1980-01-01", "1989-12-31", 5),
    ("the early 1990s", None, "1990-01-01", "1993-04-30", 5),
    ("mid-March", TUESDAY, "2023-03-11", "2023-03-20", 4),
    ("late July", TUESDAY, "2022-07-21", "2022-07-31", 4),
    ("early July", TUESDAY, "2023-07-01", "2023-07-10", 4),
    ("the end of May", TUESDAY, "2023-05-21", "2023-05-31", 4),
    ("early 2019", None, "2019-01-01", "2019-04-30", 5),
    ("the first half of 2023", None, "2023-01-01", "2023-06-30", 5),
    ("the third quarter of 2022", None, "2022-07-01", "2022-09-30", 5),
    ("the first three days of June", TUESDAY, "2023-06-01", "2023-06-03", 2),
    ("the first week of December", TUESDAY, "2022-12-01", "2022-12-07", 3),
    ("the last week of March", TUESDAY, "2023-03-25", "2023-03-31", 3),
    # as of
    ("as of April this year", TUESDAY, "2023-04-01", "2023-04-30", 4),
    ("as of 3 July", TUESDAY, "2023-07-03", "2023-07-03", 1),
    ("by Monday evening", TUESDAY, "2023-07-10", "2023-07-10", 1),
    ("by 6 p.m.", TUESDAY, "2023-07-11", "2023-07-11", 1),
    ("from 1 July to date", TUESDAY, "2023-07-01", "2023-07-11", 4),
    ("by nightfall", TUESDAY, "2023-07-11", "2023-07-11", 1),
    # no interval
    ("for two days", TUESDAY, None, None, None),
    ("in 48 hours", TUESDAY, None, None, None),
    ("every Friday", TUESDAY, None, None, None),
    ("a 14-year-old", TUESDAY, None, None, None),
    ("the same day", TUESDAY, None, None, None),
    # nothing to count from
    ("yesterday", None, None, None, None),
    ("3 July", None, None, None, None),
    ("last week", None, None, None, None),
    ("today", "no date", None, None, None),
]


def ends(period: Period) -> tuple[str | None, str | None, int | None]:
    return period.start, period.end, period.date_prec


@pytest.mark.parametrize(("words", "published", "start", "end", "prec"), TABLE)
def test_intervals(words: str, published: str | None, start: str | None, end: str | None, prec: int | None) -> None:
    assert ends(resolve_period(words, anchor=Anchor(published=published))) == (start, end, prec)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("since 2015", "2015-01-01", None),
        ("until 3 May 2019", None, "2019-05-03"),
        ("before 2015", None, "2014-12-31"),
        ("after October 2023", "2023-11-01", None),
    ],
)
def test_an_unknown_side_stays_open(words: str, start: str | None, end: str | None) -> None:
    assert ends(resolve_period(words, anchor=Anchor())) == (start, end, None)


@pytest.mark.parametrize(
    ("words", "previous", "start", "end"),
    [
        ("the same day", ("2023-07-03", "2023-07-03"), "2023-07-03", "2023-07-03"),
        ("the following day", ("2023-07-03", "2023-07-04"), "2023-07-04", "2023-07-05"),
        ("the day before", ("2023-07-03", "2023-07-03"), "2023-07-02", "2023-07-02"),
        ("that night", ("2023-07-03", "2023-07-03"), "2023-07-03", "2023-07-04"),
        ("two days later", ("2023-07-03", "2023-07-03"), "2023-07-05", "2023-07-05"),
        ("a few days later", ("2023-07-03", "2023-07-03"), "2023-07-05", "2023-07-09"),
        ("a week later", ("2023-07-03", "2023-07-03"), "2023-07-07", "2023-07-13"),
        ("the following week", ("2023-07-05", "2023-07-05"), "2023-07-10", "2023-07-16"),
        ("the same month", ("2023-07-05", "2023-07-05"), "2023-07-01", "2023-07-31"),
        ("three hours earlier", ("2023-07-05", "2023-07-05"), "2023-07-04", "2023-07-05"),
        ("the following day", ("2019-01-01", "2019-12-31"), None, None),  # nobody counts days from a year
        ("by nightfall", ("2023-07-03", "2023-07-03"), "2023-07-03", "2023-07-03"),
    ],
)
def test_counted_from_the_time_before(
    words: str, previous: tuple[str, str], start: str | None, end: str | None
) -> None:
    before = Period(text="then", start=previous[0], end=previous[1], date_prec=1, basis="dateline")
    found = resolve_period(words, anchor=Anchor(published=TUESDAY), previous=before)
    assert (found.start, found.end) == (start, end)
    if start:
        assert found.basis == "dateline"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Friday", "2023-07-14", "2023-07-14"),
        ("3 August", "2023-08-03", "2023-08-03"),
        ("in October", "2023-10-01", "2023-10-31"),
        ("this year", "2023-01-01", "2023-12-31"),
        ("tonight", "2023-07-11", "2023-07-12"),
        ("last Friday", "2023-07-07", "2023-07-07"),
    ],
)
def test_the_future_when_the_verb_says_so(words: str, start: str, end: str) -> None:
    found = resolve_period(words, anchor=Anchor(published=TUESDAY), future=True)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(("country", "day"), [("US", "2023-03-07"), ("GB", "2023-07-03"), ("CO", "2023-07-03")])
def test_the_country_settles_the_order_of_figures(country: str, day: str) -> None:
    found = resolve_period("3/7/2023", anchor=Anchor(published=TUESDAY, country=country))
    assert (found.start, found.end) == (day, day)


def test_a_friday_weekend() -> None:
    found = resolve_period("the weekend", anchor=Anchor(published=TUESDAY, country="JO"))
    assert (found.start, found.end) == ("2023-07-07", "2023-07-08")


def test_dateline_outweighs_publication_and_basis_is_told() -> None:
    anchor = Anchor(published="2023-07-13", dateline="2023-07-11")
    assert resolve_period("yesterday", anchor=anchor).start == "2023-07-10"
    assert resolve_period("yesterday", anchor=anchor).basis == "dateline"
    assert resolve_period("yesterday", anchor=Anchor(published=TUESDAY)).basis == "published"
    assert resolve_period("3 July 2019", anchor=anchor).basis == "text"


def test_seasons_cover_both_hemispheres() -> None:
    found = resolve_period("the summer of 2014", anchor=Anchor())
    assert (found.start, found.end) == ("2013-12-01", "2015-02-28")


def test_text_and_span() -> None:
    (phrase,) = find_time_phrases("They came on Monday night.")
    assert resolve_phrase(phrase, anchor=Anchor(published=TUESDAY)).span == (13, 25)
    assert resolve_period("on Monday night", anchor=Anchor(published=TUESDAY)).text == "on Monday night"
    assert resolve_period("nothing", anchor=Anchor()) == Period(text="nothing")


@pytest.mark.parametrize(("days", "prec"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5)])
def test_precision_by_width(days: int, prec: int) -> None:
    assert date_precision(date(2023, 1, 1), date.fromordinal(date(2023, 1, 1).toordinal() + days - 1)) == prec


def test_width_and_overlap() -> None:
    july = Period(start="2023-07-03", end="2023-07-04")
    assert period_width_days(july) == 2
    assert period_width_days(Period(start="2023-07-03")) is None
    assert overlap(july, Period(start="2023-07-04", end="2023-07-09")) is True
    assert overlap(july, Period(start="2023-07-05", end="2023-07-09")) is False
    assert overlap(july, Period(start="2023-07-01")) is True
    assert overlap(july, Period(end="2023-07-02")) is False
    assert overlap(july, Period(text="then")) is False


PIECES = st.sampled_from(
    [row[0] for row in TABLE] + ["since", "until", "by", "from", "to", "and", "31", "-", "99 years"]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECES, max_size=4).map(" ".join),
    st.one_of(st.none(), st.dates().map(date.isoformat)),
    st.booleans(),
    st.sampled_from([None, "US", "JO"]),
)
def test_no_words_break_it(words: str, published: str | None, future: bool, country: str | None) -> None:
    previous = Period(start=published, end=published, date_prec=1)
    anchor = Anchor(published=published, country=country)
    for phrase in find_time_phrases(words):
        found = resolve_phrase(phrase, anchor=anchor, previous=previous, future=future)
        assert found.text == words[slice(*phrase.span)]
        if found.start and found.end:
            assert date.fromisoformat(found.start) <= date.fromisoformat(found.end)
            assert found.date_prec in (1, 2, 3, 4, 5)
        else:
            assert found.date_prec is None
    assert resolve_period(words, anchor=anchor, previous=previous, future=future).text == words
