"""Words that a text printed in capitals does not spell as names: what `upper_case.truecase` asks beside its counts.

The counts hold the commonest form of a word in print. For a title or a body that form is the capital ("Colonel Rell", "the
Eastern Front"), though alone the word is no name: "a police colonel". And words of harm that the counts never saw would
pass for surnames. A title keeps its capital beside a name only; own vocabulary never has one.
"""

from __future__ import annotations

from functools import lru_cache

from bearwitness.phrases.lexicons import load_lexicon, plural_forms

# Capitalised in most print because they stand in names; ordinary words by themselves.
_IN_NAMES = frozenset(
    (
        "president presidents presidential presidency minister ministers ministry ministries secretary secretariat ambassador "
        "ambassadors colonel colonels general generals captain lieutenant sergeant corporal major commander senator senators "
        "congressman congressmen mayor mayors governor archbishop bishop cardinal rector speaker chiefs army navy treasury "
        "department embassy union commission brigade brigades university congress council bank federation institute corps club "
        "academy association chamber garrison street avenue palace senate parliament cabinet republic constitution committee "
        "international democratic christian republican communist communists socialist socialists fascist fascists marxist "
        "maoist catholic episcopal federal supreme eastern western northern southern northeastern northwestern southeastern "
        "southwestern northeast northwest southeast southwest north south east west inauguration finance agriculture petroleum "
        "statistics meanwhile nevertheless moreover furthermore unfortunately fortunately confirms urges seeks massacres ambushes "
        "video cable express note canton democrats republicans brothers lords"
    ).split()
)
# Ordinary words of this trade that the counts do not hold.
_PLAIN = frozenset(
    (
        "extradition extraditions extradite extradited curfew curfews garrison garrisons harassment harass genocide genocidal "
        "oligarchy fatherland counterinsurgency counteroffensive counterrevolution demobilize demobilized antiaircraft "
        "antiterrorist anticommunist antisubversive antinarcotics antidrug rightwing leftwing ultrarightist ultraleftist redoubt "
        "redoubts knapsack knapsacks abominable prelate homily plebiscite disinformation machinegun machineguns machinegunned "
        "strafe strafed strafing mortared gunship gunships motorcycle motorcycles motorcyclist motorcyclists pylon pylons "
        "narcotrafficker narcotraffickers narcoterrorist narcoterrorists narcoterrorism trafficker traffickers perpetrate "
        "perpetrated perpetrating kidnap kidnapper kidnappers kidnaped kidnaping watchmen policewoman policewomen hooded "
        "disarm disarmed detonate detonated detonating detonator dynamited dynamiting booby-trapped residency reestablishment "
        "archbishopric parishioner parishioners empire mediate visas indistinct progressive fraternal legislature condolence "
        "condolences repudiate repudiated repudiates deplore deplored deplores treacherous cowardly despicable macabre "
        "heinous horrendous bloodshed outskirts hamlet hamlets township townships cantons truce amnesty reprisal reprisals"
    ).split()
)


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Lower-case words of harm and for people, singular and plural: never names by themselves."""
    words = set(_PLAIN)
    data = load_lexicon("harm_en")
    kinds = [*data["verbs"].values(), data["states"], data["nouns"], data["people_of_harm"]]
    for kind in kinds:
        for listed in kind.values():
            words.update(word for phrase in listed for word in phrase.split())
    for group in load_lexicon("people_en")["group"]:
        for form in (*group.get("words", ()), *group.get("plural_only", ()), *group.get("plurals", {}).values()):
            words.update((form, *plural_forms(form)) if " " not in form else form.split())
    return frozenset(word for word in words if word.isalpha() and len(word) > 2)


@lru_cache(maxsize=1)
def words_in_names() -> frozenset[str]:
    """Lower-case words that have a capital only beside a name: titles, bodies, quarters of the compass, creeds."""
    return _IN_NAMES | plain_words()
