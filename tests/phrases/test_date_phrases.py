"""Time phrases: what is one, where it stands, and what it may say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.phrases.times.find import find_time_phrases, parse_time_phrase
from bearwitness.phrases.times.phrase import TimeKind
from bearwitness.phrases.times.tense import looks_ahead
from bearwitness.phrases.times.tree import walk

# text, then the phrases expected in it, in order
FOUND = [
    ("On 3 and 4 July, 12 people were killed.", ["3 and 4 July"]),
    ("They came on the night of Monday, 3 July, residents said.", ["the night of Monday, 3 July"]),
    ("As of April this year, there were 4,900 prisoners.", ["As of April this year"]),
    ("more than 180 people in 2023 alone.", ["2023 alone"]),
    ("on Tuesday, 11 July in Oru", ["Tuesday, 11 July"]),
    ("Strikes have killed 212 since 1 May, the ministry said.", ["since 1 May"]),
    ("have killed 40 so far this year in Belen", ["so far this year"]),
    ("in the past week and over the last 48 hours", ["the past week", "the last 48 hours"]),
    ("from 3 May to 7 May", ["from 3 May to 7 May"]),
    ("from 30 June until 2 July 2023", ["from 30 June until 2 July 2023"]),
    ("between 3 and 5 March", ["between 3 and 5 March"]),
    ("between 2010 and 2012", ["between 2010 and 2012"]),
    ("in the first half of 2023", ["the first half of 2023"]),
    ("On Tuesday night and again yesterday", ["Tuesday night", "yesterday"]),
    ("Monday's blast and last Friday's", ["Monday", "last Friday"]),
    ("earlier today, late Monday, early on Tuesday", ["earlier today", "late Monday", "early on Tuesday"]),
    ("were shot overnight", ["overnight"]),
    ("three days ago, a few weeks ago", ["three days ago", "a few weeks ago"]),
    ("in March 2019, in 2019, the 1999 massacre", ["March 2019", "2019", "1999"]),
    ("by Monday evening; as of this morning", ["by Monday evening", "as of this morning"]),
    ("by 6 p.m. nine were dead; from 7 October to date", ["by 6 p.m.", "from 7 October to date"]),
    ("By nightfall, nine were dead.", ["By nightfall"]),
    ("ON 3 FEBRUARY THE REBELS", ["3 FEBRUARY"]),
    ("SAN JUAN, 4 FEB 90 (ACAN) -- [TEXT]", ["4 FEB 90"]),
    ("A BOMB EXPLODED LAST NIGHT AND ANOTHER EARLY THIS MORNING.", ["LAST NIGHT", "EARLY THIS MORNING"]),
    ("THE ATTACK TOOK PLACE AT 0830 GMT TODAY.", ["0830 GMT TODAY"]),
    ("ARRESTED AT 1500 ON 9 DECEMBER AFTER", ["1500 ON 9 DECEMBER"]),
    ("at about 8:30 p.m. on Monday, police said", ["about 8:30 p.m. on Monday"]),
    ("shortly before dawn on Sunday, men came", ["shortly before dawn on Sunday"]),
    (
        "just after midnight on Tuesday and around 9 pm yesterday",
        ["just after midnight on Tuesday", "around 9 pm yesterday"],
    ),
    ("in broad daylight on Saturday and at first light today", ["broad daylight on Saturday", "first light today"]),
    ("shot on Wednesday last.", ["Wednesday last"]),
    ("Ana Rell died May 3 of a gunshot wound; Ben Orl on June 4 of his wounds", ["May 3", "June 4"]),
    ("They took 30 men, and in July 12 of them were freed.", ["July"]),
    ("In 2019 gunmen killed six; on 3 May 1985 soldiers came", ["2019", "3 May 1985"]),
    ("In May 2000 people fled; some 1980 people died in 2000 homes", ["May"]),
    ("on the 12th of last month", ["the 12th of last month"]),
    ("on Christmas Day 1991; on Good Friday", ["Christmas Day 1991", "Good Friday"]),
    ("in the three months to March 41 died", ["the three months to March"]),
    ("some 40 people on Monday, about 12 on Tuesday", ["Monday", "Tuesday"]),
    ("after Monday's raid and before the first light machine gun fired", ["Monday"]),
    ("July 3rd, 2023; 3/7/2023; 2023-07-03; 03.07.2023", ["July 3rd, 2023", "3/7/2023", "2023-07-03", "03.07.2023"]),
    ("in the 1980s and the early '90s", ["the 1980s", "the early '90s"]),
    ("in mid-March, early May and at the end of June", ["mid-March", "early May", "the end of June"]),
    ("over the weekend and on Christmas Eve", ["the weekend", "Christmas Eve"]),
    ("The following day, and on the same night", ["The following day", "the same night"]),
    ("They had met the day before.", ["the day before"]),
    ("the day before yesterday", ["the day before yesterday"]),
    ("the fourth of July and the 18th of August", ["the fourth of July", "the 18th of August"]),
    ("Feb. 4, 2016 and Sept 12", ["Feb. 4, 2016", "Sept 12"]),
    ("In July 12 people were killed.", ["July"]),
    ("since May 12 people have died", ["since May"]),
    ("on 3 July 2000 people fled", ["3 July"]),
    ("On 4 February 90 people were killed", ["4 February"]),
    ("on 31 February 2023", ["31 February 2023"]),
    ("on 30 June and 2 July 2023, on 3 July and 9 August", ["30 June and 2 July 2023", "3 July", "9 August"]),
    ("in 2019 and 2020, in 1990 and 2005", ["2019 and 2020", "1990", "2005"]),
    ("in the November offensive", ["November"]),
    ("caused by Monday's blast", ["Monday"]),
    ("In 48 hours they destroyed streets", ["In 48 hours"]),
    ("held for two days", ["for two days"]),
    ("in three days' time", ["in three days' time"]),
    ("every Friday and on Sundays", ["every Friday", "Sundays"]),
    ("fighting from Monday to Wednesday", ["from Monday to Wednesday"]),
    ("on Monday and Tuesday", ["Monday and Tuesday"]),
    ("on Wednesday of last week", ["Wednesday of last week"]),
    ("March 3-5, 2023", ["March 3-5, 2023"]),
    ("30 December 2022 to 2 January 2023", ["30 December 2022 to 2 January 2023"]),
    ("last March; this year; next week", ["last March", "this year", "next week"]),
    ("Monday,\n3 July", ["Monday,\n3 July"]),
    ("on Monday.\n\n3 July was calm", ["Monday", "3 July"]),
]

NOTHING = [
    "A 14-year-old boy, 12 years old, aged 3, and a three-day-old girl.",
    "Up to 12 people may have died.",
    "AT LEAST 12 MAY HAVE DIED.",
    "April Daro and June Oto said so; she was shot by April Daro.",
    "the 19 April Movement on 9 October Avenue",
    "The Sunday Times said; on Bloody Sunday",
    "He has 2000 rifles and 1984 shells, costing $1999.",
    "They will march on; the march ended.",
    "BARRICADES WENT UP AT 1910.",
    "It happened two days before the vote, the day after he spoke.",
    "the meeting is to last ten days",
    "He lives at 4/5 Oru Road, flight 1902, in mar del norte.",
    "Ratio 3/4, score 2-1, version 1.2.3.",
    "",
]

# phrase, kind, moment, period, as of
ROLES = [
    ("on Monday", TimeKind.POINT, True, False, False),
    ("on 3 and 4 July", TimeKind.SPAN, True, False, False),
    ("last week", TimeKind.SPAN, True, False, False),
    ("in 2019", TimeKind.SPAN, True, False, False),
    ("3-5 March 2023", TimeKind.SPAN, True, True, False),
    ("between 3 and 5 March", TimeKind.SPAN, False, True, False),
    ("from May to July", TimeKind.SPAN, False, True, False),
    ("since 1 May", TimeKind.SINCE, False, True, False),
    ("until 3 May", TimeKind.UNTIL, False, True, False),
    ("so far this year", TimeKind.SO_FAR, False, True, False),
    ("this year", TimeKind.SPAN, False, True, False),
    ("this month", TimeKind.SPAN, True, True, False),
    ("this week", TimeKind.SPAN, True, False, False),
    ("in 2023 alone", TimeKind.SPAN, False, True, False),
    ("throughout 2023", TimeKind.SPAN, False, True, False),
    ("the first half of 2023", TimeKind.SPAN, False, True, False),
    ("the past 48 hours", TimeKind.WINDOW, False, True, False),
    ("recent days", TimeKind.WINDOW, False, True, False),
    ("the next few days", TimeKind.WINDOW, False, False, False),
    ("as of April 2023", TimeKind.AS_OF, False, False, True),
    ("by Monday evening", TimeKind.AS_OF, False, False, True),
    ("for two days", TimeKind.DURATION, False, False, False),
    ("every night", TimeKind.RECURRING, False, False, False),
    ("years ago", TimeKind.VAGUE, True, False, False),
]

VOCABULARY = """
    since from to between and 3 12 31 1999 2023 0830 July May MARCH feb Monday Sat night last the past of early mid - ,
    week year day days ago so far by as until this next same before half first quarter 1980 s ' / . ( ) GMT am two few
    şI İ É at on in every for later tonight today
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_phrases_are_found(text: str, expected: list[str]) -> None:
    assert [phrase.text for phrase in find_time_phrases(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_other_words_are_no_dates(text: str) -> None:
    assert [phrase.text for phrase in find_time_phrases(text)] == []


@pytest.mark.parametrize(("words", "kind", "moment", "period", "as_of"), ROLES)
def test_roles(words: str, kind: TimeKind, moment: bool, period: bool, as_of: bool) -> None:
    phrase = parse_time_phrase(words)
    assert phrase is not None
    assert (phrase.kind, phrase.is_moment, phrase.is_period, phrase.is_as_of) == (kind, moment, period, as_of)


def test_spans_count_from_the_start_of_the_whole_text() -> None:
    text = "On Monday nothing. İ On 3 July twelve died. On Friday nothing."
    phrases = find_time_phrases(text, 20, 44)
    assert [(phrase.text, text[slice(*phrase.span)]) for phrase in phrases] == [("3 July", "3 July")]


def test_preposition_and_anaphora_are_told() -> None:
    phrase, other = find_time_phrases("during March 2019 and on the same day")
    assert (phrase.preposition, phrase.needs_previous) == ("during", False)
    assert (other.preposition, other.needs_previous) == ("on", True)


@pytest.mark.parametrize(
    "words", [text for text, _, _, _, _ in ROLES] + ["July", "2019", "the 1980s", "3 July, 0930 GMT"]
)
def test_bare_words_are_read(words: str) -> None:
    assert parse_time_phrase(words) is not None


@pytest.mark.parametrize("words", ["", "the mayor", "12 people", "may"])
def test_words_that_are_no_time(words: str) -> None:
    assert parse_time_phrase(words) is None


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The vote will be held on Friday.", True),
        ("They are due to meet on 3 July.", True),
        ("On Friday the court will decide.", True),
        ("Police announced on Friday that they will leave.", False),
        ("The army shelled Oru on Friday.", False),
        ("He will leave. The army shelled Oru on Friday.", False),
    ],
)
def test_future_clauses(text: str, ahead: bool) -> None:
    (phrase,) = find_time_phrases(text)
    assert looks_ahead(text, phrase.span) is ahead


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_words_give_sound_phrases(text: str) -> None:
    end = 0
    for phrase in find_time_phrases(text):
        assert text[slice(*phrase.span)] == phrase.text != ""
        assert phrase.span[0] >= end
        end = phrase.span[1]
        assert next(walk(phrase.tree)) == phrase.tree


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert all(text[slice(*phrase.span)] == phrase.text for phrase in find_time_phrases(text))


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_a_phrases_own_words_give_the_same_tree(text: str) -> None:
    for phrase in find_time_phrases(text):
        again = parse_time_phrase(phrase.text)
        assert again is not None and again.tree == phrase.tree
