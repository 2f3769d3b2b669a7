"""Names of victims and words for claimants -> comparable keys, across spellings, order and wrappers.

    name_key("Dr. Ahmad al-Haddad")                                     ->  "ahmad haddad"
    near_spelling("Mohammed Yousef Daro", "Muhammad Yusuf Daro")        ->  True
    claimant_key("a spokesman for the Ministry of Health")              ->  "health ministry"
    claimant_key("three residents of Oru")                              ->  "unnamed:residents"

Keys are for comparing, never for printing: the words as printed stay in the record. No script is turned into another.
The word lists hold ranks, wrappers and kinds of institution in general words only; none names a party, a country or a
creed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bearwitness.phrases.word_patterns import words_of
from bearwitness.records import ClaimantKind

# ------------------------------------------------------------------------------------------------------------- letters

_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
)
_ARABIC_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        **{"ة": "ه", "ؤ": "و", "ک": "ك", "ـ": None, "ء": None},
    }
)
_JOINING_MARKS = re.compile(r"['’‘ʼʻʿʾ`´]")
_PARTS = re.compile(r"[^\W\d_]+")
_UNMARKED_SCRIPTS = ("LATIN", "GREEK", "ARABIC", "HEBREW")  # elsewhere marks are vowels or letters of their own


def _plain(text: str) -> str:
    """Lower case, without diacritics (Latin, Greek), vowel points (Arabic, Hebrew) and variants of Arabic letters."""
    kept: list[str] = []
    base = ""
    for letter in unicodedata.normalize("NFD", text.casefold()):
        if unicodedata.category(letter) == "Mn":
            if base.startswith(_UNMARKED_SCRIPTS) or (letter == "\u0308" and kept and kept[-1] == "е"):
                continue
        else:
            base = unicodedata.name(letter, "")
        kept.append(letter)
    plain = unicodedata.normalize("NFC", "".join(kept)).translate(_ARABIC_LETTERS).translate(_LATIN_LETTERS)
    return _JOINING_MARKS.sub("", plain)


# ------------------------------------------------------------------------------------------------------ victims' names

_HONORIFICS = words_of(
    """mr mrs ms miss mister madam dr doctor prof professor sir lady don dona senor senora srta sra eng engineer
    lawyer judge rev reverend father fr brother sister bishop monsignor pastor imam mullah maulana ustad ustaz gen
    general col colonel lt lieutenant capt captain maj major sgt sergeant cpl corporal pvt private brig brigadier
    adm admiral cmdr commander officer constable sheriff deputy martyr late hajj hajji haji haj hajja hadji mlle
    mme monsieur madame herr frau agha"""
)
_HONORIFICS_OR_NAMES = words_of("sheikh shaikh shaykh sheik sayyid sayed seyed syed mir khan bibi begum malik")
_SUFFIXES = {"jr": "jr", "junior": "jr", "ii": "ii", "iii": "iii", "iv": "iv"}
_ARTICLES = words_of("al el ul il")
_HYPHENED_ARTICLES = re.compile(
    r"(?<![^\W\d_])(?:al|el|ul|il|as|es|ash|esh|ad|ed|an|en|ar|er|at|et|az|ez)[-‐‑–](?=[^\W\d_])"
)
_CONNECTORS = words_of("bin ben ibn bint binti bent ould wuld de la las los del da do dos das di y e")
_SERVANT_OF = re.compile(r"^(?:abdul|abdel|abdal|abdoul|abdil|abd)$")
_SERVANT_JOINED = re.compile(r"^(?:abdul|abdel|abdal|abdoul|abdil)(?=[^\W\d_]{3})")


@lru_cache(maxsize=65_536)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name in plain letters, given name first where the writing shows it ("DARO, Sami").

    Left out: ranks and honorifics before the name, articles (al-, el-), connectors (bin, de la). A generation ("Jr.")
    stays, last.
    """
    if name.count(",") == 1:
        family, given = name.split(",")
        if _PARTS.search(given) and _plain(given).strip(" .") not in _SUFFIXES:
            name = f"{given} {family}"
    else:
        name = _family_last(name)
    parts = _PARTS.findall(_HYPHENED_ARTICLES.sub("", _plain(name)))
    suffix = [_SUFFIXES[parts.pop()]] if len(parts) > 1 and parts[-1] in _SUFFIXES else []
    while len(parts) > 1 and parts[0] in _HONORIFICS:
        parts.pop(0)
    while len(parts) > 2 and parts[0] in _HONORIFICS_OR_NAMES:
        parts.pop(0)
    if len(parts) > 2 and parts[0] in _HONORIFICS:
        parts.pop(0)
    inner = [part for n, part in enumerate(parts) if part not in _ARTICLES and not (n and part in _CONNECTORS)]
    return tuple(_join_servant(inner or parts) + suffix)


def _family_last(name: str) -> str:
    """ "DARO Sami" as "Sami DARO": a family name printed in capitals before others goes last."""
    printed = name.split()
    shouted = 0
    while shouted < len(printed) and printed[shouted].isupper() and len(printed[shouted].strip(".")) > 1:
        shouted += 1
    rest = printed[shouted:]
    if not shouted or not rest or any(part.isupper() or not part[:1].isupper() for part in rest):
        return name
    if _plain(" ".join(printed[:shouted])).strip(" .") in _HONORIFICS:
        return name
    return " ".join(rest + printed[:shouted])


def _join_servant(parts: list[str]) -> list[str]:
    """ "abdul rahman", "abd rahman" and "abdulrahman" as one part."""
    joined: list[str] = []
    n = 0
    while n < len(parts):
        part = parts[n]
        if _SERVANT_OF.match(part) and n + 1 < len(parts) and len(parts[n + 1]) > 1:
            part, n = "abd" + parts[n + 1], n + 1
        elif part in ("abdullah", "abdallah", "abdulla", "abdalla"):
            part = "abdallah"
        else:
            part = _SERVANT_JOINED.sub("abd", part)
        joined.append(part)
        n += 1
    return joined


def name_key(name: str) -> str:
    """A comparable form of a person's name; names with one key are written alike but for order and dress.

    Parts are sorted, since papers print family names first or last: "Ahmad Ali" and "Ali Ahmad" share a key, though
    they may
    be two people. `near_spelling` keeps those apart. Empty where the name holds no letter.
    """
    return " ".join(sorted(name_parts(name)))


# What a woman's form adds to, or changes in, a man's; and what makes an adjective of a name.
_SEX_ENDINGS = words_of("a ah e eh ia iah iya iyah ya ina ine le lle ne nne ette ova eva aya")
_RELATION_ENDINGS = words_of("i y ii iy")
_ROMAN_FOLDS = (
    *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i")),
    *(("ph", "f"), ("q", "k"), ("y", "i"), ("o", "u")),
)


def near_spelling(a: str, b: str) -> bool:
    """Whether two printed names may well be one name, spelled or shortened differently.

    The given name must agree, so that "Ali Hassan" is not his son "Ahmad Ali Hassan"; "Jr." must agree; a woman's form
    (Samir, Samira; Mario, Maria) is another name; two names in swapped order (Ahmad Ali, Ali Ahmad) are two people.
    A middle or last part may be missing where two parts are left; an initial agrees with what it may stand for.
    """
    left, right = name_parts(a), name_parts(b)
    if not left or not right:
        return False
    if left == right:
        return True
    if _generation(left) != _generation(right):
        return False
    left, right = _without_generation(left), _without_generation(right)
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) == 1:
        return len(long) == 1 and len(short[0]) > 1 and len(long[0]) > 1 and _near_part(short[0], long[0])
    if _aligned(short, long):
        return True
    # family name first, in names of three parts or more: nothing else is read so
    return len(short) == len(long) >= 3 and (
        _aligned(short, long[1:] + long[:1]) or _aligned(short, long[-1:] + long[:-1])
    )


def _generation(parts: tuple[str, ...]) -> str | None:
    return parts[-1] if len(parts) > 1 and parts[-1] in _SUFFIXES else None


def _without_generation(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts[:-1] if _generation(parts) else parts


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the parts agree in order, the first with the first; the longer name may hold more parts after it."""
    if not _near_part(short[0], long[0]):
        return False
    spelled_out = len(short[0]) > 1 and len(long[0]) > 1
    place = 1
    for part in short[1:]:
        while place < len(long) and not _near_part(part, long[place]):
            place += 1
        if place == len(long):
            return False
        spelled_out = spelled_out or (len(part) > 1 and len(long[place]) > 1)
        place += 1
    return spelled_out  # initials alone say too little


def _near_part(a: str, b: str) -> bool:
    """Whether two parts of a name may be one, spelled differently."""
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    if _other_sex(a, b):
        return False
    a, b = _folded(a), _folded(b)
    if _near_folded(a, b):
        return True
    # "Alghoul" beside "Ghoul": the article written on to one of them
    bare_a, bare_b = _JOINED_ARTICLE.sub("", a), _JOINED_ARTICLE.sub("", b)
    return (bare_a != a) != (bare_b != b) and _near_folded(bare_a, bare_b)


def _near_folded(a: str, b: str) -> bool:
    """One slip in shorter parts, two in longer ones, or the same consonants with other vowels."""
    if a == b:
        return True
    shortest = min(len(a), len(b))
    if shortest < 3 or a[0] != b[0] or not a.isalpha():
        return False
    if shortest >= 4 and DamerauLevenshtein.distance(a, b, score_cutoff=2) <= (2 if shortest >= 7 else 1):
        return True
    bones_a, bones_b = _VOWELS.sub("", a), _VOWELS.sub("", b)
    if bones_a != bones_b or len(bones_a) < 3 or a.endswith("a") != b.endswith("a"):
        return False
    first_a, first_b = _VOWELS.search(a), _VOWELS.search(b)
    return first_a is None or first_b is None or (first_a.group() == "u") == (first_b.group() == "u")  # Hassan, Hussein


def _other_sex(a: str, b: str) -> bool:
    """Whether one is the other's form for a woman, or a name made of it (Hassan, Hassani)."""
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} in ({"o", "a"}, {"e", "a"}, {"i", "a"}, {"y", "a"})
    if not long.startswith(short) and not (short[-1] in "oiey" and long.startswith(short[:-1])):
        return False
    ending = long[len(short) :] if long.startswith(short) else long[len(short) - 1 :]
    if short[-1] == "a" and ending in ("h", "a"):
        return False  # Fatima, Fatimah
    return ending in _SEX_ENDINGS or (ending in _RELATION_ENDINGS and len(short) >= 4)


_VOWELS = re.compile(r"(?<=.)[aeiuw]|(?<=[^aeiu])h$")
_JOINED_ARTICLE = re.compile(r"^al(?=[^\Waeiu]\w{3})")


@lru_cache(maxsize=65_536)
def _folded(part: str) -> str:
    """One of the ways to write the same sounds in Latin letters; other scripts as they are."""
    if not part.isascii():
        return part
    for said, kept in _ROMAN_FOLDS:
        part = part.replace(said, kept)
    return re.sub(r"(.)\1", r"\1", part)


# ----------------------------------------------------------------------------------------------------------- claimants

UNNAMED = "unnamed:"

_PRONOUNS = words_of(
    "he she they it we i you him her them who one this that these those others another everyone someone nobody"
)
_SMALL = words_of(
    """the a an its his her their our my your this that these those some several many most few any all both each
    every other another more one two three four five six seven eight nine ten dozens scores hundreds no of"""
)
_RANKING = words_of(
    "senior top high-ranking ranking leading local former then unnamed anonymous unidentified same chief deputy acting"
)
_TITLES = words_of(
    """mr mrs ms miss dr doctor prof professor sir col colonel gen general lt lieutenant capt captain maj major sgt
    sergeant cpl corporal brig brigadier adm admiral cmdr cpt rear vice air marshal sheikh shaikh shaykh sheik
    haji hajji imam mullah rev reverend father bishop archbishop monsignor cardinal pastor judge senator
    congressman congresswoman representative-elect ambassador inspector superintendent detective constable"""
)
# Offices that a person holds: "Health Minister Ana Daro" is the person, "the health minister" the office.
_OFFICES = words_of(
    """president premier minister mayor governor chief commander commissioner secretary director prosecutor sheriff
    chairman chairwoman chairperson chair head coordinator leader king queen prince chancellor ombudsman coroner
    spokesman dean rector superintendent manager administrator magistrate attorney marshal deputy"""
)
_SPEAKING = r"spokes(?:man|men|woman|women|person|persons|people)|press (?:officer|secretary|attache)s?"
_VOICES = (
    _SPEAKING + r"|representatives?|officials?|officers?|sources?|statements?|communiques?|reports?|bulletins?"
    r"|(?:press|media|information) (?:offices?|services?|releases?)|figures|data|tally|tallies|members?|staff|personnel"
    r"|leaders?|investigators?"
)
_LED_BY_VOICE = re.compile(
    rf"^(?P<before>(?:[\w-]+ )*?)(?P<voice>{_VOICES}) "
    r"(?P<by>for|of|from|at|with|within|inside|in|by|issued by|published by) (?P<whom>.+)$"
)
_TRAILED_BY_VOICE = re.compile(rf"^(?P<whom>.+?) (?P<voice>{_VOICES})(?P<rest>| .+)$")
_SPEAKS_FOR = re.compile(rf"^(?:{_SPEAKING})$")
_LABELLED = re.compile(r"\b[\w.]+-(?:run|controlled|led|backed|aligned|affiliated|linked|held|dominated)\b")
_CASE_OF = re.compile(r"['’]s?(?= |$)")

# Kinds of people who speak without a name; the form that a key holds.
_PEOPLE = words_of(
    """residents witnesses eyewitnesses medics doctors nurses paramedics relatives survivors neighbours officials
    sources activists rescuers villagers locals civilians people authorities experts analysts observers protesters
    demonstrators organizers participants farmers workers teachers students journalists reporters refugees prisoners
    detainees inmates lawyers soldiers troops fighters rebels militants gunmen insurgents guerrillas policemen
    officers investigators diplomats aides advisers elders leaders members volunteers employees staff personnel
    passengers drivers shopkeepers friends parents mothers fathers brothers sisters sons daughters wives husbands
    widows cousins uncles aunts men women boys girls children victims patients hostages pilgrims worshippers
    peasants miners fishermen campaigners monitors firefighters responders inhabitants citizens spokesmen critics
    opponents supporters correspondents commanders politicians prosecutors representatives figures reports media
    newspapers accounts rumours bystanders tourists traders merchants parliamentarians legislators lawmakers
    clergymen priests nuns monks statements crews"""
)
_PEOPLE_PAIRS = words_of(
    """persons:people person:people crowd:people man:men woman:women child:children wife:wives policeman:policemen
    gunman:gunmen fisherman:fishermen clergyman:clergymen spokesman:spokesmen spokeswoman:spokesmen
    spokesperson:spokesmen     spokeswomen:spokesmen spokespeople:spokesmen spokespersons:spokesmen
    witness:witnesses eyewitness:eyewitnesses     neighbors:neighbours neighbor:neighbours organiser:organizers
    organisers:organizers authority:authorities     statement:statements communique:statements
    communiques:statements family:relatives families:relatives     physician:doctors physicians:doctors
    outlets:media newspaper:newspapers crew:crews"""
)
_UNNAMED_PEOPLE = {
    **{plural[:-1]: plural for plural in sorted(_PEOPLE) if plural.endswith("s") and not plural.endswith("ves")},
    **{word: word for word in _PEOPLE},
    **{said: kept for said, _, kept in (pair.partition(":") for pair in _PEOPLE_PAIRS)},
}
_INSTITUTIONS = words_of(
    """ministry department police army military forces force government hospital clinic agency organization committee
    council commission office service services union association observatory group movement front party command
    brigade battalion division regiment navy guard gendarmerie court tribunal university school college church
    mosque center network federation institute bureau directorate authority corps crescent cross nations embassy
    consulate presidency parliament senate congress municipality administration coalition alliance militia council
    foundation society campaign mission programme program morgue prosecution junta cabinet defense
    security-council fund bank company television tv radio press newspaper times post journal daily news channel
    media station secretariat patriarchate diocese archbishopric garrison headquarters opposition resistance
    league chamber barracks prison jail coroner ombudsman"""
)
_HEADS = _INSTITUTIONS | _OFFICES
_SPELLINGS = {
    "defence": "defense", "organisation": "organization", "centre": "center", "labour": "labor", "programme": "program",
    "televised": "television", "u.n.": "un", "u.n": "un",
}  # fmt: skip
# Alone these stand for a body named before, not for one that could be told from another.
_STAND_INS = words_of(
    """group organization movement agency committee company party front union foundation society network station
    channel newspaper institute body association faction outlet programme program mission"""
)
_OFFICE_OF = re.compile(r"\b(minister|secretary|chief) of (?:the )?([^\W\d_]+)")
_PRINTED_STOPS = re.compile(r"\s(?:of|in|at|from|for|with|who|near)\s")
_STOPS = re.compile(
    r" (?:of|in|at|from|near|on|to|with|who|that|which|close|inside|outside|around|for|speaking|based|living)(?: |$)"
)


def claimant_key(text: str, *, kind: ClaimantKind | None = None) -> str | None:
    """A comparable form of a claimant's words: the institution spoken for, else the name, else the office.

    "Col. Luis Isaacs, armed forces spokesman" is "armed forces"; "Health Ministry officials" and "a spokesman for the
    Ministry of Health" are "health ministry"; "Mayor Ana Daro" is "ana daro", "the mayor" "mayor". Whoever has neither
    name nor office has a key that starts with "unnamed:" and says what kind of person speaks.

    Args:
        text: the claimant's words, or those that a pronoun refers to.
        kind: what kind of voice the extractor took it for; settles what the words leave open.

    Returns:
        None where the words hold no letter.
    """
    printed = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)
    printed = re.sub(r"^\W*(?:according to|as reported by|citing)\s+", "", printed, flags=re.IGNORECASE)
    segments = [segment.strip() for segment in re.split(r",|;| - | — | – ", printed) if _PARTS.search(segment)]
    if not segments:
        return None
    cased = any(letter.islower() for letter in text)
    readings = [_read_segment(segment, cased) for segment in segments[:4]]
    for wanted in ("spoken for", "name", "office"):
        for reading, key in readings:
            if reading == wanted:
                if wanted == "office" and kind is ClaimantKind.WITNESS:
                    break
                return key
    first_reading, first = readings[0]
    if first_reading == "words" and kind is not ClaimantKind.WITNESS and kind is not ClaimantKind.UNNAMED:
        return first
    if first_reading == "pronoun":
        return UNNAMED + (kind.value if kind is not None and kind is not ClaimantKind.UNNAMED else "unknown")
    return first if first.startswith(UNNAMED) else UNNAMED + first


def is_named_or_office(key: str | None) -> bool:
    """Whether a claimant's key names somebody or an office, so that it can stand for an origin across reports."""
    return bool(key) and not str(key).startswith(UNNAMED)


def _read_segment(segment: str, cased: bool) -> tuple[str, str]:
    """What one stretch between commas says: (pronoun, spoken for, name, office, unnamed or words; its key)."""
    words = _flat(segment)
    if not words:
        return "pronoun", "unknown"
    if words[-1] in _PRONOUNS and all(word in _PRONOUNS or word in _SMALL for word in words):
        return "pronoun", words[-1]
    indefinite = words[0] in ("a", "an", "one", "some", "several", "many", "two", "three", "another")
    whom, is_speaker = _unwrapped(" ".join(words), segment, cased)
    if is_speaker and whom:
        return "spoken for", _office_key(whom)
    rest = _trimmed(words)
    person = _PRINTED_STOPS.split(segment, maxsplit=1)[0]  # "Dr. Sami Daro of Oru Hospital"
    if _is_name(person, cased):
        return "name", " ".join(name_parts(person))
    head = _STOPS.split(" " + " ".join(rest), maxsplit=1)[0].split() if rest else []
    if not head:
        return "unnamed", UNNAMED + "people"
    if head[-1] in _UNNAMED_PEOPLE and not _is_title(segment, cased):
        return "unnamed", UNNAMED + " ".join([*head[:-1], _UNNAMED_PEOPLE[head[-1]]])
    name = _name_after_office(rest, segment, cased)
    if name:
        return "name", name
    if len(rest) == 1 and rest[0] in _STAND_INS:
        return "unnamed", UNNAMED + rest[0]
    key = _office_key(" ".join(rest))
    if any(word in _HEADS for word in head):
        if indefinite and cased and not any(part[:1].isupper() for part in segment.split()[1:]):
            return "unnamed", UNNAMED + key
        return "office", key
    if cased and segment == segment.lower() and not any(character.isdigit() for character in segment):
        return "unnamed", UNNAMED + key  # common nouns that are neither office nor institution: "the baker"
    return "words", key


def _flat(segment: str) -> list[str]:
    """The words in plain lower case, without labels like "x-run", possessives and stops."""
    plain = _LABELLED.sub(" ", _CASE_OF.sub("", unicodedata.normalize("NFKC", segment)).lower())
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(letter for letter in plain if not ("\u0300" <= letter <= "\u036f"))
    plain = _OFFICE_OF.sub(r"\2 \1", plain)
    words = re.findall(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:-[^\W_]+)*", plain)
    return [_SPELLINGS.get(word, word).replace(".", "") for word in words]


def _is_title(segment: str, cased: bool) -> bool:
    """Whether the words are printed as the name of a body with small words in it: "Save the Children"."""
    printed = segment.split()
    small = [part.lower() in _SMALL for part in printed]
    if not cased or len(printed) < 3 or small[0] or not any(small):
        return False
    return all(part[:1].isupper() for part, is_small in zip(printed, small, strict=True) if not is_small)


def _trimmed(words: list[str]) -> list[str]:
    """The words without determiners, numbers, ranks and titles in front."""
    start = 0
    while start < len(words) - 1 and (
        words[start] in _SMALL
        or (words[start] in _RANKING and words[start + 1] not in ("of",))
        or words[start] in _TITLES
        or words[start].isdigit()
    ):
        if (
            words[start] in ("chief", "deputy", "general")
            and words[start + 1] not in _HEADS
            and words[start + 1] in ("of", "for")
        ):
            break
        start += 1
    return words[start:]


def _unwrapped(words: str, segment: str, cased: bool) -> tuple[str, bool]:
    """The institution in "a spokesman for X", "X officials", "X statement"; and whether there is one."""
    led = _LED_BY_VOICE.match(words)
    if led:
        before = _trimmed(led["before"].split())
        whom = " ".join(_trimmed(led["whom"].split()))
        if before and any(word in _INSTITUTIONS for word in before):
            # "health ministry officials in Oru": the institution stands before, the place after
            return _placed(" ".join(before), led["by"], whom), True
        if _SPEAKS_FOR.match(led["voice"]) and led["by"] in ("for", "of", "from", "at", "with"):
            return whom, True
        if _is_institution(whom, segment, cased):
            return whom, True
        return "", False
    trailed = _TRAILED_BY_VOICE.match(words)
    if trailed:
        whom = " ".join(_trimmed(trailed["whom"].split()))
        if whom in _SMALL or whom in _RANKING:
            return "", False
        speaks = bool(_SPEAKS_FOR.match(trailed["voice"]))
        last = whom.split()[-1] if whom else ""
        if (
            last in _INSTITUTIONS
            or (speaks and last and last not in _UNNAMED_PEOPLE)
            or _is_institution(whom, segment, cased)
        ):
            return whom, True
    return "", False


def _placed(institution: str, by: str, place: str) -> str:
    """ "health ministry" + "in Oru" as "oru health ministry"."""
    return f"{place} {institution}" if by in ("in", "of", "at", "from") and place else institution


def _is_institution(words: str, segment: str, cased: bool) -> bool:
    """Whether the words hold a kind of institution, or are printed as an acronym or a name of several words."""
    listed = words.split()
    if any(word in _INSTITUTIONS for word in listed):
        return True
    if not cased:
        return False
    printed = [part.strip(",'’").replace(".", "") for part in segment.split()]
    return any(part.lower() in listed and part.isupper() and len(part) > 1 for part in printed)


def _office_key(words: str) -> str:
    """ "ministry of health" as "health ministry", "health ministry in oru" as "oru health ministry"."""
    listed = [word for word in words.split() if word not in ("the", "a", "an", "own")]
    for linking in ("of", "in"):
        if linking in listed[1:-1]:
            at = listed.index(linking, 1)
            before, after = listed[:at], listed[at + 1 :]
            if before[-1] in _HEADS and not (set(after) & words_of("who that which where")):
                listed = [*after, *before]
    return " ".join(word for word in listed if word not in ("of",)) or words


def _name_after_office(rest: list[str], segment: str, cased: bool) -> str | None:
    """The name in "health minister Ana Daro"; None where the words end with the office."""
    places = [n for n, word in enumerate(rest[:-1]) if word in _OFFICES]
    if not places:
        return None
    following = rest[places[-1] + 1 :]
    while following and (following[0] in _TITLES or following[0] in _OFFICES):
        following = following[1:]
    if not following or following[0] in ("of", "for", "in", "at", "to", "and", "on", "from", "who", "general"):
        return None
    if any(word in _INSTITUTIONS for word in following):
        return None
    if cased:
        printed = {part.strip(".,'’").lower() for part in segment.split() if part[:1].isupper()}
        if following[0] not in {_plain(part) for part in printed}:
            return None
    return " ".join(name_parts(" ".join(following)))


def _is_name(segment: str, cased: bool) -> bool:
    """Whether the segment is printed as a person's name: capitals throughout, no institution; or a title before
    words."""
    printed = [part.strip(".,'’\"“”") for part in segment.split()]
    printed = [part for part in printed if part]
    plain = [_plain(part) for part in printed]
    if not printed or plain[0] in _SMALL or any(word in _HEADS or word in _UNNAMED_PEOPLE for word in plain):
        return False
    titled = plain[0] in _TITLES and len(printed) > 1
    if not cased:
        return titled
    named = [
        part for part, word in zip(printed, plain, strict=True) if word not in _CONNECTORS and word not in _ARTICLES
    ]
    capital = all(part[:1].isupper() or part.lower().startswith(("al-", "el-")) for part in named)
    return (
        bool(named)
        and capital
        and (titled or 2 <= len(named) <= 5)
        and not any(part.isupper() and len(part) > 2 for part in named)
    )
