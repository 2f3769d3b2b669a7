"""Who the victims are said to be: one phrase a line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.claims.sentence.coordination import split_coordination
from bearwitness.claims.sentence.names_by_shape import find_names
from bearwitness.claims.sentence.victims import VictimWords, describe_victims
from bearwitness.phrases.lexicons import load_lexicon


def show(words: VictimWords) -> str:
    """The parts that say something: status, role, age, sex, unit, is_people, =implied count, plural, joint."""
    parts = [
        "" if words.status == "unknown" else str(words.status),
        words.role or "",
        "" if words.age_group == "unknown" else str(words.age_group),
        "" if words.sex == "unknown" else str(words.sex),
        "" if words.unit == "person" else str(words.unit),
        {True: "people", False: "things", None: "?"}[words.is_people],
        "" if words.implied_count is None else f"={words.implied_count}",
        {True: "plural", False: "one", None: ""}[words.plural],
        "joint" if words.joint else "",
    ]
    return " ".join(part for part in parts if part)


PHRASES = [
    # status by the word, unknown unless the word says more
    ("12 people", "people plural"),
    ("villagers", "people plural"),
    ("12 civilians", "civilian people plural"),
    ("a civilian", "civilian people =1 one"),
    ("unarmed civilians", "civilian people plural"),
    ("non-combatants", "civilian people plural"),
    ("civilian workers", "civilian people plural"),
    ("12 soldiers", "combatant people plural"),
    ("12 SOLDIERS", "combatant people plural"),
    ("three wounded soldiers", "combatant people plural"),
    ("soldiers wounded", "combatant people plural"),
    ("an army officer", "combatant people =1 one"),
    ("army officers", "combatant people plural"),
    ("a lieutenant colonel", "combatant people =1 one"),
    ("troops", "combatant people plural"),
    ("fighters", "combatant people plural"),
    ("rebels", "combatant people plural"),
    ("militants", "combatant people plural"),
    ("guerrillas", "combatant people plural"),
    ("mercenaries", "combatant people plural"),
    ("rebel leaders", "combatant people plural"),
    ("a retired colonel", "people =1 one"),
    ("former soldiers", "people plural"),
    ("martyrs", "people plural"),
    ("terrorists", "people plural"),
    ("extremists", "people plural"),
    ("Palestinians", "people plural"),
    ("12 PERUVIANS", "people plural"),
    ("Congolese", "people plural"),
    ("a Peruvian", "people =1 one"),
    # roles
    ("12 police officers", "police people plural"),
    ("a policeman", "police people =1 one"),
    ("policemen", "police people plural"),
    ("one officer", "police people one"),
    ("police", "police people plural"),
    ("NATIONAL POLICE AGENTS", "police people plural"),
    ("a former policeman", "people =1 one"),
    ("gunmen", "combatant attacker people plural"),
    ("the bomber", "attacker people =1 one"),
    ("suicide bombers", "attacker people plural"),
    ("two of the three gunmen", "combatant attacker people plural"),
    ("one of the attackers", "attacker people one"),
    ("the mayor of Oru", "official people =1 one"),
    ("members of parliament", "official people plural"),
    ("a judge", "official people =1 one"),
    ("a doctor", "medic people =1 one"),
    ("medical workers", "medic people plural"),
    ("ambulance drivers", "medic people plural"),
    ("journalists", "journalist people plural"),
    ("a radio reporter", "journalist people =1 one"),
    ("media workers", "journalist people plural"),
    ("aid workers", "aid_worker people plural"),
    ("peacekeepers", "peacekeeper people plural"),
    ("a priest", "clergy people =1 one"),
    ("six Jesuit priests", "clergy people plural"),
    ("two nuns", "clergy adult female people plural"),
    ("teachers", "teacher people plural"),
    ("university students", "student people plural"),
    ("a lawyer", "lawyer people =1 one"),
    ("protesters", "protester people plural"),
    ("prisoners", "detainee people plural"),
    ("hostages", "hostage people plural"),
    ("suspects", "suspect people plural"),
    ("suspected rebels", "combatant suspect people plural"),
    ("bystanders", "bystander people plural"),
    ("passers-by", "bystander people plural"),
    ("security guards", "guard people plural"),
    # age and sex
    ("160 children", "child people plural"),
    ("37 women", "adult female people plural"),
    ("men", "adult male people plural"),
    ("girls", "child female people plural"),
    ("a boy", "child male people =1 one"),
    ("a baby", "child people =1 one"),
    ("teenagers", "people plural"),
    ("youths", "people plural"),
    ("a 14-year-old boy", "child male people =1 one"),
    ("a 14-year-old", "child people =1 one"),
    ("a 17-year-old man", "child male people =1 one"),
    ("a 19-year-old student", "student adult people =1 one"),
    ("a teenager, 15,", "child people =1 one"),
    ("a boy aged 9", "child male people =1 one"),
    ("a woman, 34, from Oru", "adult female people =1 one"),
    ("child soldiers", "combatant child people plural"),
    ("female students", "student female people plural"),
    ("women journalists", "journalist adult female people plural"),
    ("pregnant women", "adult female people plural"),
    ("elderly people", "adult people plural"),
    ("women and children", "people plural joint"),
    ("12 women and children", "people plural joint"),
    ("boys and girls", "child mixed people plural joint"),
    ("men and women", "adult mixed people plural joint"),
    ("soldiers and policemen", "people plural joint"),
    # implied counts and kin
    ("his brother", "male people =1 one"),
    ("their daughters", "female people plural"),
    ("a farmer", "people =1 one"),
    ("another policeman", "police people one"),
    ("the couple", "people =2 plural"),
    ("twins", "people =2 plural"),
    ("the trio", "people =3 plural"),
    ("Dara (9)", "child people =1 one"),
    ("Ana Ruiz", "people =1 one"),
    ("five members of his family", "people plural"),
    ("family members", "people plural"),
    # units
    ("1,500 families", "family people plural"),
    ("a family", "family people =1 one"),
    ("a family of five", "people =5 plural"),
    ("a family of Oru", "family people =1 one"),
    ("an 11-member family", "people =11 plural"),
    ("122 cases of torture", "case ? plural"),
    # light heads
    ("bodies of three soldiers", "combatant people plural"),
    ("the body of a farmer", "people =1 one"),
    ("the bodies", "people plural"),
    ("the remains of 12 people", "people plural"),
    ("members of the army", "combatant people plural"),
    ("members of the police", "police people plural"),
    ("a member of the city council", "official people =1 one"),
    ("a group of soldiers", "combatant people plural"),
    ("half of them", "people plural"),
    ("the wounded", "people plural"),
    ("the dead", "people plural"),
    # not people, not known
    ("cattle", "things"),
    ("three dogs", "things plural"),
    ("dozens of tanks", "things plural"),
    ("police stations", "things plural"),
    ("two villages", "things plural"),
    ("hopes", "things plural"),
    ("the bill", "things"),
    ("viruses", "things plural"),
    ("bodies of cattle", "things plural"),
    ("two groups", "? plural"),
    ("quonsets", "?"),
    ("", "?"),
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_phrases_say_what_their_words_say(phrase: str, expected: str) -> None:
    assert show(describe_victims(phrase)) == expected


def test_the_word_of_the_claimant_is_kept() -> None:
    assert describe_victims("12 martyrs").head == "martyrs"
    assert describe_victims("two suspected terrorists").head == "suspected terrorists"
    assert describe_victims("members of the Oru Front").head == "members"


def test_demonyms_may_be_given() -> None:
    assert describe_victims("12 kurds").is_people is None
    assert describe_victims("12 kurds", demonyms=frozenset({"kurds"})).is_people is True


@pytest.mark.parametrize("phrase", ["Orunian soldiers", "Belenese farmers", "Orunian police officers"])
def test_swapping_the_party_changes_nothing(phrase: str) -> None:
    swapped = re.sub("Orunian|Belenese", "Karvian", phrase)
    assert describe_victims(phrase) == describe_victims(swapped)


def test_the_lexicon_holds_each_word_once_with_one_meaning() -> None:
    """A word listed in two groups would take its meaning from their order; light heads may stand in both."""
    seen: dict[str, str] = {}
    for group in load_lexicon("people_en")["group"]:
        assert group["reason"], group["name"]
        for word in (*group.get("words", ()), *group.get("plural_only", ())):
            assert word == word.lower()
            assert seen.setdefault(word, group["name"]) == group["name"], word


SPLITS = [
    ("a farmer and his two sons", ["a farmer", "his two sons"]),
    ("217 passengers and seven crew", ["217 passengers", "seven crew"]),
    ("five children, three women and two soldiers", ["five children", "three women", "two soldiers"]),
    ("five children, three women, and two soldiers", ["five children", "three women", "two soldiers"]),
    ("FIVE CHILDREN, THREE WOMEN AND TWO SOLDIERS", ["FIVE CHILDREN", "THREE WOMEN", "TWO SOLDIERS"]),
    ("Dara (9) and her brother", ["Dara (9)", "her brother"]),
    ("women and children", ["women and children"]),
    ("12 women and children", ["12 women and children"]),
    ("Smith and Sons", ["Smith and Sons"]),
    ("mother and daughter", ["mother", "daughter"]),
    ("a man and woman", ["a man", "woman"]),
    ("a man and a woman", ["a man", "a woman"]),
    ("the mayor as well as two guards", ["the mayor", "two guards"]),
    ("ten people plus the attacker", ["ten people", "the attacker"]),
    ("a policeman and another soldier", ["a policeman", "another soldier"]),
    ("14 people, including five children and two women", ["14 people, including five children and two women"]),
    ("14 people, among them five children", ["14 people, among them five children"]),
    ("five people, two of them children", ["five people, two of them children"]),
    ("Juan Perez, a farmer, and his son", ["Juan Perez, a farmer", "his son"]),
    ("the mayor, Juan Perez, and his wife", ["the mayor, Juan Perez", "his wife"]),
    ("a farmer, a teacher, and a nurse", ["a farmer", "a teacher", "a nurse"]),
    ("Ana Ruiz and Marta Lopez", ["Ana Ruiz", "Marta Lopez"]),
    ("Ana, 9, and Eva, 11", ["Ana, 9", "Eva, 11"]),
    ("12 soldiers and policemen", ["12 soldiers and policemen"]),
    ("three men from Oru and two from Belen", ["three men from Oru", "two from Belen"]),
    ("the mayor of Oru and Belen", ["the mayor of Oru and Belen"]),
    ("Orunian and Belenese soldiers", ["Orunian and Belenese soldiers"]),
    ("brothers Ali and Omar Haddad", ["brothers Ali and Omar Haddad"]),
    ("a family of five and their driver", ["a family of five", "their driver"]),
    ("TWO POLICEMEN AND A CIVILIAN", ["TWO POLICEMEN", "A CIVILIAN"]),
    ("12 people", ["12 people"]),
    ("  12 people ", ["12 people"]),
    ("", []),
]


@pytest.mark.parametrize(("phrase", "expected"), SPLITS)
def test_coordinated_groups_are_split_by_surface(phrase: str, expected: list[str]) -> None:
    assert [phrase[start:end] for start, end in split_coordination(phrase)] == expected


NAMES = [
    ("A missile killed Dara (9) and her brother.", [("Dara", 9)]),
    ("Asel M., 34, is the seventh journalist killed", [("Asel M.", 34)]),
    ("killed 14-year-old Ana Ruiz on Monday", [("Ana Ruiz", 14)]),
    ("Marta Lopez, aged 51, and Abu Hassan al-Masri", [("Marta Lopez", 51), ("Abu Hassan al-Masri", None)]),
    ("Omar Haddad, 20, died", [("Omar Haddad", 20)]),
    ("Omar Haddad, a 20-year-old student, died", [("Omar Haddad", 20)]),
    ("Omar Haddad, 20 years old, died", [("Omar Haddad", 20)]),
    ("Col. Juan Perez and Dr. Ana de la Cruz", [("Juan Perez", None), ("Ana de la Cruz", None)]),
    ("Sgt. Perez was wounded", [("Perez", None)]),
    ("his brother Ali was hurt", [("Ali", None)]),
    ("journalist Marta Lopez of Radio Oru", [("Marta Lopez", None)]),
    ("Police said Omar Haddad died", [("Omar Haddad", None)]),
    ("On Tuesday Juan Perez died in May", [("Juan Perez", None)]),
    ("Luis\nGomez, 3, died", [("Luis\nGomez", 3)]),
    ("José Ñáñez (41)", [("José Ñáñez", 41)]),
    ("Ana Ruiz, 15, Mayor Omar Haddad's niece, died", [("Ana Ruiz", 15)]),
    ("shooting of Mayor Ben Tallis’ 15-year-old grandson", []),
    ("Ana Ruiz's", [("Ana Ruiz's", None)]),
    ("in Santa Ana", []),
    ("on Main Street", []),
    ("the Belen Provincial Hospital", []),
    ("the Ministry of Defense", []),
    ("the Oru Liberation Front", []),
    ("Orunian soldiers", []),
    ("two policemen from Belen", []),
    ("Two Soldiers were killed", []),
    ("the FMLN", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_by_shape(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(name.text, name.age) for name in find_names(text, 0, len(text))] == expected


def test_names_keep_to_the_span() -> None:
    text = "Ana Ruiz (9) and Eva Lopez (11) died."
    assert [name.text for name in find_names(text, 13, 26)] == ["Eva Lopez"]
    (name,) = find_names(text, 13, 26)
    assert text[slice(*name.span)] == name.text
    assert name.age == 11


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "12 a the his two Ana Ruiz (9) , and or of soldiers women children police body bodies family five members "
        "14-year-old aged 9 including al- M. Col. Oru plus couple THE MEN - ( ) cases İ",
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=10).map(" ".join))
def test_no_phrase_raises_and_spans_hold(phrase: str) -> None:
    describe_victims(phrase)
    last = 0
    for start, end in split_coordination(phrase):
        assert last <= start < end <= len(phrase)
        last = end
    for name in find_names(phrase, 0, len(phrase)):
        assert phrase[slice(*name.span)] == name.text
