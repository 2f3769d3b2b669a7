"""Harm that is read beside the verbs of harm: care, own hand, headlines, series, denials, officers, named victims.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer, as
harm, number and marks in any order of the text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearwitness.claims.sentence.harm_lexicon import harm_words, may_hold_harm, sentences_of_harm
from bearwitness.claims.sentence.splitting import split_sentences
from reading import read_text, rows

CARE = [
    ("At least 19 remain in hospital after the bombing.", ["injured 19+"]),
    ("His nephew was listed in critical condition after the shooting.", ["injured 1"]),
    ("A woman was taken to hospital with gunshot wounds.", ["injured 1 adult"]),
    (
        "Three people were killed in the shooting and five are being treated for gunshot wounds.",
        ["killed 3", "injured 5"],
    ),
    (
        "One woman is dead, two people are listed in critical condition and three are being treated for injuries after "
        "the shooting.",
        ["killed 1 adult", "injured 2 sum", "injured 3 sum"],
    ),
    (
        "Five people were wounded in the blast. Two are in critical condition and three were treated for minor wounds.",
        ["injured 5", "injured 2 part", "injured 3 part"],
    ),
    ("The mayor is in critical condition after a stroke.", []),
    ("Six people were taken to hospital for observation after the attack.", []),
    ("The market is in poor condition and 12 shops remain closed after the bombing.", []),
]
DIED_LATER = [
    (
        "A girl was wounded in the shooting. The girl was listed in critical condition on Friday. On Sunday the girl died.",
        ["injured 1 child", "injured 1 child", "killed 1 child from:injured"],
    ),
]
OWN_HAND = [
    (
        "A man killed his wife and two sons before turning the gun on himself, police said.",
        ["killed 1 sum attacker adult", "killed 1 sum adult", "killed 2 sum"],
    ),
    (
        "The father shot his wife and two children before killing himself.",
        ["killed 1 attacker adult", "injured 1 sum adult", "injured 2 sum child"],
    ),
    ("A gunman shot dead three people and then took his own life.", ["killed 3 sum", "killed 1 sum attacker"]),
    ("A bomber blew himself up at a checkpoint, killing six soldiers.", ["killed 1 attacker", "killed 6"]),
    (
        "A man killed his wife before shooting himself. Police call it a murder-suicide.",
        ["killed 1 sum attacker adult", "killed 1 sum adult"],
    ),
    (
        "A man killed his wife before shooting himself. Police call it an attempted murder-suicide.",
        ["injured 1 attacker adult", "killed 1 adult"],
    ),
    # who harms nobody else is no attacker
    ("A girl has died after she accidentally shot herself.", ["killed 1 child", "injured 1 child"]),
    ("Police say the gunman threatened to turn the gun on himself.", []),
    ("The officers feared that she might take her own life.", []),
]
HEADLINES = [
    ("2 dead, 5 hurt in shooting", ["killed 2", "injured 5"]),
    ("One dead, five injured in Oru club shooting", ["killed 1", "injured 5"]),
    ("Man, 3 children dead in apparent murder-suicide", ["killed 1 sum adult", "killed 3 sum child"]),
    ("Parents, 2 children dead in Oru murder-suicide", ["killed 2+ sum", "killed 2 sum child"]),
    ("Seven people were wounded, two of them fatally.", ["injured 7", "killed 2 from:injured"]),
    ("Baghdad, 3 villages hit by storms", []),
    ("Man dead, two hurt in Oru shooting", ["killed 1 adult", "injured 2"]),
    ("Teen dead after shooting in Oru", ["killed 1"]),
    ("Boy, 9, dead after drive-by shooting", ["killed 1 child"]),
    ("Singer dead at 40", []),
    ("Peace deal dead in parliament", []),
    ("The mayor is feared dead.", ["missing 1"]),
]
COUNTS = [
    ("On Monday, 14 people were killed.", ["killed 14"]),
    ("In Gaza, 14 were killed and 20 wounded on Monday.", ["killed 14", "injured 20"]),
    ("In South Oru, 14 civilians died in a raid.", ["killed 14"]),
    ("According to Human Rights Watch, 14 people were killed.", ["killed 14"]),
    ("Ana Rell, 14, was killed in Oru.", ["killed 1 child"]),
    ("About 200 women and children were killed in Oru.", ["killed ~200"]),
    ("The raid killed 12 men, women and children.", ["killed 12"]),
    ("Three women and two children were killed.", ["killed 3 adult sum", "killed 2 child sum"]),
    ("Militants abducted at least 10 farmers from their fields.", ["abducted 10+"]),
]
REAL = [
    ("Twelve people were killed in a series of attacks in Oru.", ["killed 12"]),
    ("Twelve people were shot dead in a movie theater in Oru.", ["killed 12"]),
    ("A bomb killed nine in the book market in Oru.", ["killed 9"]),
    ("The guard plays a key role in the trial: three soldiers were killed by her cell.", ["killed 3"]),
    ("Two people were shot dead at a playoff game.", ["killed 2"]),
    ("Detectives are trying to figure out how he ended up with a gunshot wound to the chest.", ["injured 1"]),
    ("His son was trying to load the gun when the bullet hit him in the head.", ["injured 1"]),
    ("In the film, twelve people are killed in a raid.", []),
    ("The novel, in which forty people are killed, is out on Friday.", []),
    ("He plays a guard who killed three prisoners.", []),
    ("He tried to kill three guards.", []),
]
PARTS = [
    ("Seventeen people, nine of them children, were killed in Oru.", ["killed 17", "killed 9 child part"]),
    ("Seventeen people (four of them women) were killed in Oru.", ["killed 17", "killed 4 adult part"]),
    ("Nine people, four of whom were children, died in the raid.", ["killed 9", "killed 4 child part"]),
    (
        "Two soldiers were killed and 17 people, four of them children, were wounded.",
        ["killed 2", "injured 17", "injured 4 child part"],
    ),
    ("Seventeen houses, nine of them empty, were destroyed in the raid.", []),
]
SERIES = [
    (
        "Farmer Joss Berg is the ninth person shot dead in the district since March.",
        ["killed 1 ordinal", "killed 9"],
    ),
    (
        "Driver Joss Berg, 40, was shot dead on Friday, the third member of the union to be killed this year.",
        ["killed 1 adult", "killed 3"],
    ),
    (
        "The death of Ana Oru, 30, brings to 11 the number of teachers killed this year.",
        ["killed 1 adult", "killed 11"],
    ),
    ("She was the third person to leave the party this year.", []),
]
NAMED = [
    (
        "Dara Oru, 23, and Kel Sami, a 33-year-old teacher, were shot dead.",
        ["killed 1 sum adult", "killed 1 sum adult"],
    ),
    (
        "Ana Lund, 34, and her son, Jory Lund, 2, were shot and killed.",
        ["killed 1 sum adult", "killed 1 sum child"],
    ),
    (
        "Police found the bodies of Ross Lund, his wife, Ana Lund, and their two children, 6-year-old Tya and 2-year-old Bo.",
        ["killed 1 sum", "killed 1 sum adult", "killed 2 sum child"],
    ),
    ("A family of five, including three children, was found shot dead.", ["killed 5", "killed 3 part child"]),
    ("Ali, Omar and Sami died when a shell hit their car.", ["killed 1 sum", "killed 1 sum", "killed 1 sum"]),
]
FORCES = [
    (
        "An army patrol was ambushed near Oru. One officer was killed and three soldiers were wounded.",
        ["killed 1", "injured 3"],
    ),
    ("An officer of the navy was wounded by rebels.", ["injured 1"]),
    ("Police stopped a car. One officer was shot and wounded.", ["injured 1 police"]),
]
OTHERS = [
    ("As of April, 4,900 people are held.", ["detained 4900"]),
    ("The flags of nine people are held up by the crowd.", []),
    ("The militants, including two children, were killed.", ["killed 2+", "killed 2 part child"]),
    ("Three fishermen were killed off Hokitika, in the Tasman Sea.", ["killed 3"]),
    ("The coach killed off two rumours.", []),
    ("Up to 15 guests may still be inside the hotel that was bombed.", ["missing <=15"]),
    ("Up to 15 guests may still be inside the hotel.", []),
    ("The dead from the shelling number 16, of whom five are children.", ["killed 16", "killed 5 part child"]),
]
ALL = [*CARE, *DIED_LATER, *OWN_HAND, *HEADLINES, *COUNTS, *REAL, *PARTS, *SERIES, *NAMED, *FORCES, *OTHERS]


@pytest.mark.parametrize(("text", "expected"), ALL, ids=[t[:45] for t, _ in ALL])
def test_what_is_read(text: str, expected: list[str]) -> None:
    found = [f"{r['harm']} {r['number']} {_marks(str(r['marks']))}".strip() for r in rows(read_text(text))]
    assert sorted(found) == sorted(_ordered(e) for e in expected)


def _marks(marks: str) -> str:
    """The marks that a case may name, in one order; roles other than attacker and police left out."""
    kept = [m for m in marks.split("|") if m in _NAMED_MARKS]
    return " ".join(sorted(kept))


_NAMED_MARKS = ("part", "sum", "ordinal", "child", "adult", "attacker", "police", "from:injured")


def _ordered(expected: str) -> str:
    harm, number, *marks = expected.split()
    return " ".join([harm, number, *sorted(marks)])


DENIALS = [
    ("The army denied having killed the priests.", "killed 2+", "The army"),
    ("The army denied carrying out the massacre in Oru.", "killed 2+", "The army"),
    ("The ministry rejected reports that its troops had shot protesters.", "injured 2+", "The ministry"),
]


@pytest.mark.parametrize(("text", "number", "claimant"), DENIALS, ids=[d[0][:40] for d in DENIALS])
def test_denial_without_a_number_is_a_claim(text: str, number: str, claimant: str) -> None:
    (row,) = rows(read_text(text))
    assert (f"{row['harm']} {row['number']}", row["factuality"], row["claimant"]) == (number, "denied", claimant)


CLAIMANTS = [
    ("[Dara Lund] Our troops killed six rebels in Oru.", "Dara Lund"),
    ("[Advertisement] Three soldiers were killed in Oru.", "-"),
    ("Statement by the Northern Front: we killed 12 soldiers in Oru.", "the Northern Front"),
    ('The Movement\'s statement read: "Our fighters killed 12 soldiers in Oru on Monday."', "The Movement"),
    ("We counted nine bodies on the road.", "-"),
    (
        "The council of the West Coast region of New Zealand said nine people were killed.",
        "The council of the West Coast",
    ),
    ("Nine people were shot dead and two hurt, said Father Anselm Lund, the priest there.", "Father Anselm Lund"),
]


@pytest.mark.parametrize(("text", "claimant"), CLAIMANTS, ids=[c[0][:40] for c in CLAIMANTS])
def test_who_says_so(text: str, claimant: str) -> None:
    found = {str(row["claimant"]) for row in rows(read_text(text))}
    assert len(found) == 1
    assert found.pop().startswith(claimant)


def test_sentences_without_a_blank_between_them_are_two() -> None:
    text = "The boy was shot dead near his father.Police said the girl was wounded."
    killed, injured = rows(read_text(text))
    assert (killed["harm"], killed["claimant"]) == ("killed", "-")
    assert (injured["harm"], injured["claimant"]) == ("injured", "Police")


def test_a_dateline_behind_a_caption_is_no_part_of_its_sentence() -> None:
    text = (
        "Family found. (Photo: A. Lund)\n\nORU, Va. (NEWS) -- Three children and two adults were found dead on Sunday."
    )
    assert [(r["harm"], r["number"]) for r in rows(read_text(text))] == [("killed", "3"), ("killed", "2")]


def test_words_alone_never_hide_a_sentence_from_the_pattern() -> None:
    lexicon = harm_words()
    folder = Path(__file__).resolve().parents[2] / "examples"
    texts = [
        path.read_text("utf-8", "replace") for path in sorted(folder.glob("*")) if path.suffix in (".txt", ".html")
    ]
    texts += [
        "Two were booked into jail.", "They were taken away.", "She was forcibly recruited.", "He has not been seen since.",
        "The hostages were freed.", "They drove the villagers out.", "They sought refuge.", "The raid ended without loss.",
        "Nobody was hit.", "They were electric shocks.", "It was a gang-raped girl.", "The ill-treated men left.",
    ]  # fmt: skip
    seen = 0
    for text in texts:
        for sentence in split_sentences(text):
            if any(p.search(text.lower(), sentence.start, sentence.end) for p in (lexicon.triggers, lexicon.shapes)):
                seen += 1
                assert may_hold_harm(text, sentence), text[sentence.start : sentence.end]
    assert seen > 80


@pytest.mark.parametrize("when", ["In March 45", "On Monday 90", "Since January 62"])
def test_a_number_behind_the_name_of_a_day_is_told_once(when: str) -> None:
    (claim,) = read_text(f"{when} people were killed.")
    assert claim.low == int(when.split()[-1])


@pytest.mark.parametrize(
    "text",
    [
        "Nothing here. Two men were shot dead. Prices rose. The bodies lay in the street.",
        "Troops “killed” two. Pistol-whipping is a crime. A murder-suicide in Oru. Rain fell.",
        "TWO MEN WERE SHOT DEAD. PRICES ROSE.\n\nŒUVRES İSTANBUL: SIX KILLED",
        "",
    ],
)
def test_sentences_of_harm_are_those_that_may_hold_it(text: str) -> None:
    sentences = split_sentences(text)
    assert sentences_of_harm(text, sentences) == [s for s in sentences if may_hold_harm(text, s)]
