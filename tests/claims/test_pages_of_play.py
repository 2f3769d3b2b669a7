"""Match reports, films and accidents told by their page or paragraph, and harm told beside such words.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ("A gunman opened fire in a cinema during the film, killing nine people.", ["killed 9"]),
    ("The league manager was shot dead outside the club on Saturday, police said.", ["killed 1"]),
    ("The accused had hanged a boy of 14 by the wrists.", ["tortured 1"]),
    ("Saturday's homicide victim has been identified as Mara Orl.", ["killed 1"]),
    ("Rights lawyers estimate that 100,000 people or more have vanished in the prisons.", ["missing 100000+"]),
    ("At least nine people or more were killed in the raid.", ["killed 9+"]),
    ("Three fans were stabbed before the match between Oru and Belen.", ["injured 3"]),
    ("A gunman opened fire in a cinema during the film, killing nine people.", ["killed 9"]),
    ("The player was shot in the leg on Saturday night, his club said.", ["injured 1"]),
    ("Nine died when a bomb hit the stadium.", ["killed 9"]),
]
NOT_TOLD = [
    "Belen slaughtered in Oru\n\nTown travelled to Oru hoping to survive, and by half-time it was a bloodbath. The striker stabbed in two goals and was hit in the leg. Their manager lost his captain to a hamstring. Relegation looms as the season ends, with six injuries in the squad.",
    "In the climax the hero guns down thirty goons; his mother is killed before the interval. It leads the box office, and critics love it.",
    "Gunner, in which an ex-marine avenges his kidnapped daughter, took 38 million on its opening weekend. Critics hated it; a sequel is due.",
    "Six people died when a bus and a lorry collided near Oru. Nine have now died on that stretch this month.",
    "In the climax the hero guns down thirty goons; his mother is killed before the interval and his sister kidnapped after it.",
    "ROADS: Six people were killed and 19 hurt when a bus and a lorry collided. Nine have now died on that stretch this month.",
    "In the novel a sniper kills nine people; the detective is shot in chapter four.",
    "The play opens with the murder of a king and the poisoning of his queen.",
    "In the game, players can kill up to 60 enemies.",
    "The opera ends with the stabbing of the tenor.",
    "The team's top scorer was shot down by the referee.",
    "The bowler took five wickets and the middle order was slaughtered.",
    "On stage she plays a widow whose three sons are killed in the war.",
    "Players wounded by the defeat; nine injured ahead of the semi-final.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_harm_beside_such_words_is_told(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_is_harmed_on_such_pages(text: str) -> None:
    assert rows(read_text(text)) == []
