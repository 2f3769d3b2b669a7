"""Which language a text is in, so far as we must know: English, or which other.

A count of English function words settles almost every text at once. Only where it does not is the detector loaded: in
its full mode lingua takes 7 s and 360 MB to start, in the mode used here 0.4 s and 15 MB.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from typing import Any

from bearwitness.documents.dateline import word_list

READ_LANGUAGES = ("en",)

# Function words of English that are none in its neighbours (so not "in", "for", "has", "was").
_FUNCTION_WORDS = frozenset(
    word_list(
        "the of and to were that by with from have had been which who said but after their his her not this they its "
        "are there would when where while into between against at least more than other two three people killed"
    )
)
# The commonest small words of other languages in Latin letters, that English has not. They decide for short texts only,
# where names alone would lead the detector astray ("SANTIAGO, 5 DEC 89 -- ADMIRAL JOSE TORIBIO MERINO").
_OTHER_FUNCTION_WORDS = frozenset(
    word_list(
        "la el los las de del que en un una y por con para se su es fue al le les des du et est une dans pour sur par "
        "ont été qui il lo gli della di che per non sono è nel da do dos das em um uma os foram não com der die "
        "das und den von dem ist im mit auf für ein eine wurden het een van zijn niet op voor na ya wa za kwa ni "
        "katika yang dan ini itu untuk dengan dari ng sa ang mga ay si bir ve bu için ile w z się nie "
        "jest że i din și în pe cu är och att som det på för av ka ku oo iyo waa và của là các những"
    )
)
LEAST_OTHER_SHARE = 0.15
SHORT_WORDS = 60
# Running English news has 25-40% of these words, upper case or not; other languages below 3% (names, quotations).
CLEARLY_ENGLISH_SHARE = 0.12
MAYBE_ENGLISH_SHARE = 0.05
# Under this many letters nobody can tell languages apart; such a text is read.
FEWEST_LETTERS = 25
# The detector's own confidence above which we trust it against English.
SURE = 0.85
_SAMPLE_CHARACTERS = 2_500
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LANGUAGES = word_list(
    "ALBANIAN AMHARIC ARABIC ARMENIAN AZERBAIJANI BENGALI BULGARIAN BURMESE CATALAN CHINESE CROATIAN CZECH DUTCH "
    "ENGLISH FRENCH GEORGIAN GERMAN GREEK GUJARATI HEBREW HINDI HUNGARIAN INDONESIAN ITALIAN JAPANESE KAZAKH KOREAN "
    "MALAY MARATHI PERSIAN POLISH PORTUGUESE PUNJABI ROMANIAN RUSSIAN SERBIAN SHONA SOMALI SOTHO SPANISH SWAHILI "
    "SWEDISH TAGALOG TAMIL TELUGU THAI TURKISH UKRAINIAN URDU VIETNAMESE YORUBA ZULU"
)


@functools.cache
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _LANGUAGES if hasattr(Language, name)]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def _sample(text: str) -> str:
    """The opening of a text and as much from its middle, so that a foreign quotation at the top decides nothing."""
    if len(text) <= 2 * _SAMPLE_CHARACTERS:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE_CHARACTERS] + " " + text[middle : middle + _SAMPLE_CHARACTERS]


def english_share(text: str) -> float:
    """Share of a text's words that are function words of English, in any case of letters."""
    words = Counter(_WORD.findall(_sample(text).lower()))
    hits = sum(words[word] for word in _FUNCTION_WORDS.intersection(words))
    return hits / words.total() if words else 0.0


def _script(letters: str) -> str | None:
    """The script of most letters if that is not the Latin one, as Unicode names it ("Arabic")."""
    scripts = Counter(unicodedata.name(letter, "UNKNOWN ").split()[0] for letter in letters[:4_000])
    script, count = min(scripts.items(), key=lambda item: (-item[1], item[0]))
    return script.title() if script != "LATIN" and count > sum(scripts.values()) / 2 else None


def _without_names(text: str) -> str:
    """The words in lower case; without capitalised ones where the text is of mixed case, since names tell nothing."""
    words = _WORD.findall(text)
    lower = [word for word in words if not word[0].isupper()]
    return " ".join(lower if len(lower) * 2 >= len(words) else words).lower()


def _long_or_foreign(sample: str) -> bool:
    """Whether there are words enough for the detector, or among few words small ones of another language."""
    words = _WORD.findall(sample.lower())
    return len(words) >= SHORT_WORDS or sum(w in _OTHER_FUNCTION_WORDS for w in words) >= LEAST_OTHER_SHARE * len(words)


def foreign_language(text: str) -> str | None:
    """The language of a text that is not English, by its English name; None for English and where none can tell.

    Short and name-heavy texts are given the benefit of the doubt: a report read in vain costs less than one not read.
    """
    share = english_share(text)
    if share >= CLEARLY_ENGLISH_SHARE:
        return None
    sample = _sample(text)
    letters = "".join(word for word in _WORD.findall(sample))
    if not letters:
        return None
    script = _script(letters)
    if script is None and (len(letters) < FEWEST_LETTERS or share >= MAYBE_ENGLISH_SHARE):
        return None
    if script is None and not _long_or_foreign(sample):
        return None
    words = _without_names(sample)[:2_000]
    if script is None and len(words) < FEWEST_LETTERS:
        return None
    values = _detector().compute_language_confidence_values(words)
    best = values[0]
    if script is None:
        if best.language.name == "ENGLISH" or best.value < SURE:
            return None
        return str(best.language.name.title())
    return str(best.language.name.title()) if best.value > 0.5 else f"a language in {script} script"
