"""Deaths told by other verbs than killing, and other uses of their words.

One line a case: a text (invented events at invented places) and the claims that it must give, no more and no fewer.
"""

from __future__ import annotations

import pytest

from reading import read_text, rows

TOLD = [
    ("Three constables embraced martyrdom in the blast, police said.", ["killed 3"]),
    ("Two labourers and a child embraced martyrdom when a mortar shell hit their home.", ["killed 2", "killed 1"]),
    ("All four of our officers in the jeep attained martyrdom, he said.", ["killed 4"]),
    ("They hacked my brother to death in front of us, the widow said.", ["killed 1"]),
    ("Gunmen beat the night guard to death with iron bars.", ["killed 1"]),
    ("A mob stoned two suspected thieves to death in Oru.", ["killed 2"]),
    ("The teacher was kicked to death by guards.", ["killed 1"]),
    ("Attackers clubbed a farmer and his son to death.", ["killed 1", "killed 1"]),
    ("He was shot in the neck and bled to death on the road.", ["killed 1"]),
    ("The girl bled to death after being stabbed.", ["killed 1"]),
    ("Four people were burnt to death when raiders torched the house.", ["killed 4"]),
    ("She was stabbed in the chest and could not be revived.", ["killed 1"]),
    ("The boy, hit by a bullet in the head, did not survive.", ["killed 1"]),
    ("A bomb hit the taxi; the driver and both passengers did not survive.", ["killed 1", "killed 2"]),
    ("The 34-year-old man was found with gunshot wounds and could not be saved.", ["killed 1"]),
    ("The bomb deprived of life six persons, the agency reported.", ["killed 6"]),
    ("Six persons were deprived of life by armed men.", ["killed 6"]),
    ("Two soldiers laid down their lives while repelling the attack.", ["killed 2"]),
    ("He sacrificed his life defending the post against the rebels.", ["killed 1"]),
    ("The gunman then turned the gun on himself and died.", ["killed 1"]),
    ("A man shot his wife dead and then turned the pistol on himself.", ["killed 1", "killed 1"]),
    ("A man gunned down his wife and her mother in Oru on Friday.", ["killed 1", "killed 1"]),
    ("Mayor, 2 aides slain in ambush", ["killed 1", "killed 2"]),
    ("Village chief, three companions shot dead", ["killed 1", "killed 3"]),
    ("A sniper killed an old woman; her husband died beside her.", ["killed 1", "killed 1"]),
    ("We carried him for an hour but he died on the way. He had been shot by the rebels.", ["killed 1"]),
    ("The two men were sentenced to death for the murder of a judge.", ["killed 1"]),
    ("He nearly bled to death after the shooting.", ["injured 1"]),
    ("Rebels hacked three farmers to death in their fields.", ["killed 3"]),
    ("He is accused of stabbing his mother to death.", ["killed 1"]),
    ("A girl of six was burned to death when raiders set fire to the hut.", ["killed 1"]),
    ("Ana Rell, 31, was trampled to death as police fired shots at the crowd.", ["killed 1"]),
    ("Three soldiers were tortured to death by the rebels.", ["killed 3", "tortured 3"]),
    ("The militia clubbed prisoners to death to save bullets.", ["killed 2+"]),
    ("Seven gendarmes laid down their lives in the clash, the minister said.", ["killed 7"]),
    ("Constable Orl embraced martyrdom on the spot when the gunmen opened fire.", ["killed 1"]),
    ("She was stabbed by a neighbour and did not survive her injuries.", ["killed 1"]),
    ("The mayor did not survive the ambush.", ["killed 1"]),
    ("Medics said the child, wounded by shrapnel, couldn't be saved.", ["killed 1"]),
    ("None of the passengers survived when the plane was shot down by a missile.", ["killed 2+"]),
    ("His brother was beaten and kicked to death by a gang outside a bar.", ["killed 1"]),
    ("A pensioner was kicked and punched to death, the court heard.", ["killed 1"]),
]
NOT_TOLD = [
    "A shell landed on the market, robbing four families of their breadwinners.",
    "The crowd laughed themselves to death.",
    "Fans were bored to death by the shooting practice.",
    "He works himself to death for the army.",
    "He was scared to death by the gunfire.",
    "Two of the party's proposals did not survive the vote on army spending.",
    "All three survived the shooting.",
    "Thirty goats were clubbed to death by raiders.",
    "The bears were starved to death.",
    "They threatened to beat him to death.",
    "The striker beat the keeper to the ball.",
    "Dogs tore a calf to death.",
    "The mayor's coalition did not survive the fighting in parliament.",
    "Two of the goats did not survive the shelling.",
    "She was sentenced to death by stoning.",
    "They were scared half to death by the shelling.",
    "The guerrillas vowed to beat him to death.",
    "The factory burned to the ground; the cat was choked to death.",
    "Four survived the shooting.",
    "The bridge could not be saved after the shelling.",
    "Two climbers froze to death on the mountain.",
    "The crash victim could not be revived.",
    "Her marriage did not survive the war.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[t[:45] for t, _ in TOLD])
def test_whoever_such_a_verb_says_dead_is_killed(text: str, expected: list[str]) -> None:
    assert [f"{r['harm']} {r['number']}" for r in rows(read_text(text))] == expected


@pytest.mark.parametrize("text", NOT_TOLD, ids=[t[:45] for t in NOT_TOLD])
def test_nobody_dies_of_these_words(text: str) -> None:
    assert rows(read_text(text)) == []
