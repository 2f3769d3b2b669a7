"""Sentences put together from an opening, people, a harm and an ending: each gives its people that harm, and nobody else."""

from __future__ import annotations

import itertools

from reading import read_text

OPENINGS = (
    "",
    "On Monday, ",
    "Police said ",
    "According to the United Nations, ",
    "In the town of Oru, ",
    "The governor told reporters that ",
)
PEOPLE = {
    "14 people": [14],
    "three soldiers": [3],
    "a woman": [1],
    "two men and a woman": [2, 1],
    "five civilians, including two children,": [5, 2],
    "at least 20 villagers": [20],
    "200 women and children": [200],
    "a 12-year-old boy": [1],
}
HARMS = {
    "were killed": "killed",
    "have been killed": "killed",
    "died": "killed",
    "were shot dead": "killed",
    "were hacked to death": "killed",
    "were wounded": "injured",
    "were seriously hurt": "injured",
    "were abducted": "abducted",
    "were arrested": "detained",
    "were displaced": "displaced",
    "were raped": "sexual_violence",
    "were tortured": "tortured",
}
ENDINGS = ("", " on Monday", " when gunmen attacked a village", ", police said", " after a bomb exploded near a school")
EVERY = 11  # of the 2,880 sentences; coprime to the number of each kind of piece
FEWEST_RIGHT = 0.99


def test_sentences_built_from_pieces_give_their_claims() -> None:
    wrong = []
    built = list(itertools.product(OPENINGS, PEOPLE, HARMS, ENDINGS))[::EVERY]
    for opening, people, harm, ending in built:
        verb = harm
        if PEOPLE[people] == [1]:
            verb = harm.replace("were ", "was ").replace("have been", "has been")
        sentence = f"{opening}{people} {verb}{ending}."
        sentence = sentence[0].upper() + sentence[1:]
        found = sorted((claim.harm.value, claim.low) for claim in read_text(sentence))
        if found != sorted((HARMS[harm], number) for number in PEOPLE[people]):
            wrong.append((sentence, found))
    assert len(wrong) <= (1 - FEWEST_RIGHT) * len(built), wrong
