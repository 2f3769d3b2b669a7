"""Comparable forms of names and claimants."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearwitness.records import ClaimantKind
from bearwitness.resolve.names import claimant_key, is_named_or_office, name_key, name_parts, near_spelling

SAME_KEY = [
    ("Dr. Ahmad al-Haddad", "Ahmad Haddad"),
    ("José Núñez", "JOSE NUNEZ"),
    ("DARO Sami", "Sami Daro"),
    ("Daro, Sami", "Sami Daro"),
    ("Ahmad Ali", "Ali Ahmad"),  # a key forgets order; near_spelling does not
    ("Abd al-Rahman Oto", "Abdulrahman Oto"),
    ("Abdullah Oto", "Abd Allah Oto"),
    ("Ana María de la Cruz", "Ana Maria Cruz"),
    ("Colonel Luis Isaacs", "Luis Isaacs"),
    ("محمد أحمد", "محمد احمد"),
    ("مُحَمَّد", "محمد"),
    ("Алёна Петрова", "Алена Петрова"),
    ("O'Daro, Ann", "Ann ODaro"),
    ("Łukasz Żak", "Lukasz Zak"),
]

OTHER_KEY = [
    ("Sami Daro", "Samira Daro"),
    ("Sami Daro", "Sami Daro Jr."),
    ("Abu Sami", "Umm Sami"),
    ("Sami Daro", "سامي دارو"),
    ("Ben Oto", "Oto"),
]

NEAR = [
    ("Mohammed Yousef Daro", "Muhammad Yusuf Daro"),
    ("Khaled Daro", "Khalid Daro"),
    ("Ahmed Oto", "Ahmad Oto"),
    ("Fatima Daro", "Fatimah Daro"),
    ("Ahmad Ali Hassan", "Ahmad Hassan"),
    ("J. Smith", "John Smith"),
    ("John A. Smith", "John Smith"),
    ("Osama Oto", "Usamah Oto"),
    ("Ana Alghoul", "Ana al-Ghoul"),
    ("Gonzalez Daro Luis", "Luis Gonzalez Daro"),
    ("محمد أحمد", "محمد احمد"),
    ("Hasan", "Hassan"),
]

NOT_NEAR = [
    ("Ali Hassan", "Ahmad Ali Hassan"),  # father and son
    ("Ahmad Ali", "Ali Ahmad"),
    ("John Smith Jr.", "John Smith"),
    ("Samir Daro", "Samira Daro"),
    ("Mario Lopez", "Maria Lopez"),
    ("Fadi Oto", "Fadia Oto"),
    ("Petr Ivanov", "Petr Ivanova"),
    ("Hassan Oto", "Hussein Oto"),
    ("Salma Daro", "Salem Daro"),
    ("Sami Daro", "Rami Daro"),
    ("Sami Daro", "Sami"),
    ("J. S.", "John Smith"),
    ("Abu Daro", "Umm Daro"),
    ("Sami Daro", ""),
    ("Sami Daro", "سامي دارو"),
]

CLAIMANTS = [
    ("the health ministry", None, "health ministry"),
    ("THE HEALTH MINISTRY", None, "health ministry"),
    ("Health Ministry officials", None, "health ministry"),
    ("a spokesman for the Ministry of Health", None, "health ministry"),
    ("an official at the Ministry of Health", None, "health ministry"),
    ("Oru-run health ministry", None, "health ministry"),
    ("Ministry of Health (MoH) spokeswoman Ana Daro", None, "health ministry"),
    ("the Interior Ministry in Oru", None, "oru interior ministry"),
    ("Oru's interior ministry", None, "oru interior ministry"),
    ("Col. Luis Isaacs, armed forces spokesman", None, "armed forces"),
    ("ARMED FORCES SPOKESMAN COLONEL LUIS ARTURO ISAACS", None, "armed forces"),
    ("the army's spokesman", None, "army"),
    ("a statement by the army", None, "army"),
    ("army statement", None, "army"),
    ("sources in the army", None, "army"),
    ("police", None, "police"),
    ("local police", None, "police"),
    ("a police spokeswoman", None, "police"),
    ("U.N. officials", None, "un"),
    ("UN spokesperson Ann Lee", None, "un"),
    ("the Oru Red Crescent", None, "oru red crescent"),
    ("Save the Children", ClaimantKind.ORGANISATION, "save children"),
    ("Reuters", ClaimantKind.MEDIA, "reuters"),
    ("state TV", ClaimantKind.MEDIA, "state tv"),
    ("the mayor", None, "mayor"),
    ("the mayor of Oru", None, "oru mayor"),
    ("Oru's mayor", None, "oru mayor"),
    ("Mayor Ana Daro", None, "ana daro"),
    ("Ana Daro, mayor of Oru", None, "ana daro"),
    ("Defence Minister Rafael Oto", None, "rafael oto"),
    ("the Minister of Defence", None, "defense minister"),
    ("the defense minister", None, "defense minister"),
    ("Chief of Police Ben Oto", None, "ben oto"),
    ("police chief Ben Oto", None, "ben oto"),
    ("Dr. Sami Daro of Oru Hospital", None, "sami daro"),
    ("a witness, Sami Daro", ClaimantKind.WITNESS, "sami daro"),
    ("COL ISAACS", None, "isaacs"),
    ("President Daro", None, "daro"),
    ("officials", None, "unnamed:officials"),
    ("a senior official", None, "unnamed:officials"),
    ("officials in Oru", None, "unnamed:officials"),
    ("witnesses", ClaimantKind.WITNESS, "unnamed:witnesses"),
    ("a medic", None, "unnamed:medics"),
    ("Residents", None, "unnamed:residents"),
    ("three residents of Oru", None, "unnamed:residents"),
    ("medical sources", None, "unnamed:medical sources"),
    ("his brother", None, "unnamed:brothers"),
    ("A FARMER", None, "unnamed:farmers"),
    ("the baker", None, "unnamed:baker"),
    ("the people at the gathering", None, "unnamed:people"),
    ("the organizers", None, "unnamed:organizers"),
    ("local media", ClaimantKind.MEDIA, "unnamed:media"),
    ("the group", None, "unnamed:group"),
    ("a hospital director", None, "unnamed:hospital director"),
    ("they", ClaimantKind.WITNESS, "unnamed:witness"),
    ("he", None, "unnamed:unknown"),
]


@pytest.mark.parametrize(("a", "b"), SAME_KEY)
def test_names_written_otherwise_share_a_key(a: str, b: str) -> None:
    assert name_key(a) == name_key(b) != ""


@pytest.mark.parametrize(("a", "b"), OTHER_KEY)
def test_other_names_have_other_keys(a: str, b: str) -> None:
    assert name_key(a) != name_key(b)


@pytest.mark.parametrize(("a", "b"), NEAR)
def test_near_spellings(a: str, b: str) -> None:
    assert near_spelling(a, b) and near_spelling(b, a)


@pytest.mark.parametrize(("a", "b"), NOT_NEAR)
def test_names_of_two_people(a: str, b: str) -> None:
    assert not near_spelling(a, b) and not near_spelling(b, a)


def test_scripts_are_kept() -> None:
    assert name_parts("Айгерим") == ("айгерим",)
    assert name_parts("सामी") != ()
    assert name_parts("José") == ("jose",)


@pytest.mark.parametrize(("text", "kind", "key"), CLAIMANTS)
def test_claimant_keys(text: str, kind: ClaimantKind | None, key: str) -> None:
    assert claimant_key(text, kind=kind) == key


@pytest.mark.parametrize("text", ["", " ,. ", "12"])
def test_no_letters_no_key(text: str) -> None:
    assert claimant_key(text) is None


@pytest.mark.parametrize(
    ("key", "named"),
    [("health ministry", True), ("mayor", True), ("unnamed:officials", False), (None, False), ("", False)],
)
def test_named_or_office(key: str | None, named: bool) -> None:
    assert is_named_or_office(key) is named


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_taken_and_nearness_is_mutual(a: str, b: str) -> None:
    assert near_spelling(a, b) == near_spelling(b, a)
    assert near_spelling(a, a) or not name_parts(a)
    key = claimant_key(a)
    assert key is None or key == key.strip() != ""


VOCABULARY = "the a of spokesman for Ministry health officials Oru Daro Dr. , mayor police in said they -run ' al- UN"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(VOCABULARY.split()), max_size=8).map(" ".join),
    st.sampled_from([None, *ClaimantKind]),
)
def test_any_claimant_is_taken(text: str, kind: ClaimantKind | None) -> None:
    key = claimant_key(text, kind=kind)
    assert key is None or key
