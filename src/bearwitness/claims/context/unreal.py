"""Words of harm where nobody came to harm by force: drills, thrillers, matches, obituaries, diseases, figures of speech.

`told_as` says once a document what it as a whole is; `why_unreal` says of one mention why it is no claim. Both give a
reason for the list of what was set aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bearwitness.claims.sentence.harm_lexicon import harm_words
from bearwitness.claims.sentence.mentions import Mention
from bearwitness.claims.sentence.report_text import ReportText
from bearwitness.claims.sentence.sentences import Token
from bearwitness.claims.sentence.victims import describe_victims
from bearwitness.phrases.word_patterns import AnyCase, words_of
from bearwitness.records import Harm

HEAD_CHARACTERS = 3_000  # a page says what it is within these
OLD_AGE_YEARS = 55  # "dies at 81": the age that a notice of death gives where no violence is told

DRILL_CHARACTERS = 600  # a report of a drill says so in its title or lead; further down it may be one among the news
_DRILL = AnyCase(
    r"\b(?:drills?|(?:training|emergency|rescue|readiness|full-scale|field|table-?top|casualty|counter-?terror\w*|"
    r"anti-?terror\w*|simulation|preparedness|response|rehearsal|mock|live|joint|annual)\s+exercises?|(?:an|the|this)\s+exercise)\b",
)
_STAGED = AnyCase(
    r"[\"“‘](?:attack\w*|killed|dead|wounded|injured|victims?|hostages?|casualties|terrorists?)[\"”’]"
    r"|\b(?:such was the script|scenario|umpires?|play(?:ed|ing) the (?:dead|wounded|injured|victims?|casualties)|fake blood|mock (?:attack|victims?|casualties))\b",
)
_IN_EARNEST = re.compile(
    r"\b(?:real|actual|actually|accident\w*|live (?:rounds?|fire|ammunition)|inquest|(?:19|20)\d\d|last (?:year|month|week))\b",
    re.IGNORECASE,
)
_FICTION = AnyCase(
    r"\b(?:review|thriller|novels?|film|movie|plot|screenplay|directed|director|actor|actress|camerawoman|cameraman|stars|starring|premiere|box office|running time|general release|in cinemas|performance"
    r"|protagonist|heroine|hero|voice-over|credits|episode|sequel|audience|scenes?|second act|opera|playwright|paperback|chapters?|narrator|plays?|curtain|stage)\b",
)
_REVIEWED = AnyCase(r"\b(?:review|running time|general release|in cinemas|premiere|paperback|box office|screenplay)\b")
_FICTION_WORDS = 5  # so many different words of film and book make a page a review
_ON_STAGE = AnyCase(
    r"\b(?:on|off) stage\b|\bin close-up\b|\bthe (?:play|film|novel|opera|movie|thriller|episode|book|story) (?:ends|opens|begins|closes|climaxes)\b",
)
_SCORE = re.compile(r"(?<![\d/-])\d{1,3}[-–]\d{1,3}(?![\d/-])")
_MATCH = re.compile(
    r"\b(?:tries|try|penalty|goals?|coach|captain|season|league|cup|match|innings|wickets?|fixtures?|scored?|kick-?off|half-?time|hooker|team|club|defeat|cricketer|footballer|batsman|bowler|bouncer|at home|away)\b",
    re.IGNORECASE,
)
_ARMS = AnyCase(
    r"\b(?:gun\w*|bomb\w*|grenade|explo\w+|police|soldiers?|troops|army|rifle|shell\w+|funeral|murder(?:er|ed)\b.{0,40}\bcourt)\b",
)
_ROUTS = words_of(
    "butchered butcher slaughtered slaughter massacred massacre annihilated murdered murder killed kill executed hammered beaten beat"
)
_DYING_TO = re.compile(
    r"\s+(?:to\s+\w+|for\s+(?:an?|some|the|rain|it|this)\b|of\s+(?:boredom|laughter|embarrassment|curiosity|shame|heat|thirst)\b|(?:breed|art|trade|craft|language)\b)",
    re.IGNORECASE,
)
_DEADLIER = re.compile(r"\s+(?:far\s+|many\s+)?more\b[^.;]{0,45}?\bthan\b(?!\s+(?:an?\s+)?[\d])", re.IGNORECASE)
_AT_AGE = re.compile(r"\s+(?:[\w,]+\s+){0,3}?(?:at|aged|at the age of|at age)\s+(?P<age>\d{2,3})\b", re.IGNORECASE)
_QUIETLY = re.compile(
    r"\s+(?:[\w,]+\s+){0,3}?(?:peacefully|in (?:his|her|their) sleep|of (?:old age|natural causes|cancer|pneumonia)|(?:after|following) (?:an?\s+)?(?:long|short|brief)\s+(?:illness|battle with))\b",
    re.IGNORECASE,
)
_IN_PRISON = re.compile(
    r"\s+(?:[\w,]+\s+){0,4}?(?:in|at)\s+(?:(?:an?|the|his|her|its)\s+)?(?:[\w-]+\s+){0,2}?(?:prison|jail|penitentiary|cell)\b",
    re.IGNORECASE,
)
_CONVICT = re.compile(
    r"\b(?:convict(?:ed)?|jailed|imprisoned|sentenced|serving|mob|mobster|mafia|mafioso|gangster|drug\s+(?:lord|baron)|godfather|dictator|war\s+criminal|killer|murderer)\b",
    re.IGNORECASE,
)
_IN_CUSTODY_BY_FORCE = re.compile(
    r"\b(?:beat(?:en|ing)?|stabb\w+|strangl\w+|hang(?:ed|ing)|hung|tortur\w+|shot|attack\w*|fight|riot|suicide|wounds?|injur\w+|poison\w*|assault\w*|homicide|fellow|cellmate)\b",
    re.IGNORECASE,
)
_RETIRED = re.compile(r"\bretir(?:ed|es|ing)\s+$", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“‘'](?:was\s+|were\s+|been\s+)?$")
_MISHAPS = words_of("suffocated asphyxiated electrocuted")  # as said of a person, who did not do it
_PRESENT = words_of("is are has have 's 're 've am")
_SPEAKS_OF_FORCE = 240  # code points before a notice of death in which force may be told


_PITCH = AnyCase(
    r"\b(?:goals?|half-time|penalty|free kick|strikers?|midfielders?|goalkeepers?|keeper|relegation|season|league|fixtures?|kick-off|innings|wickets?|batsm[ae]n|bowlers?|scored|defenders?"
    r"|header|squad|hamstring|injury time|stoppage time|substitutes?|referee|cup|derby|manager|coach|captain|away fans|tries|quarter-?back|playoffs?|points adrift|equali[sz]er|clean sheet)\b",
)
_PITCH_WORDS = 6  # so many different words of a match, and none of arms or the police, make a page a match report
_SCREEN = AnyCase(
    r"\b(?:box office|opening weekend|sequel|prequel|premiere|interval|climax|hero|heroine|on screen|film|movie|critics|starring|in cinemas|episodes?|season finale|director|audiences?|trilogy|remake|blockbuster)\b",
)
_SCREEN_WORDS = 3  # so many different words of film make a paragraph one about a film
_REPORTED = AnyCase(
    r"\b(?:police|court|arrest\w*|officers?|hospital|prosecutors?|inquest|outside|witness\w*|charged|army|soldiers?)\b",
)


def _is_match_report(text: str) -> bool:
    head = text[:HEAD_CHARACTERS]
    if _ARMS.search(head):
        return False
    return len(set(_PITCH.findall(head))) >= _PITCH_WORDS


def _paragraph(cased: str, mention: Mention) -> str:
    start = cased.rfind("\n\n", 0, mention.sentence.start) + 1
    end = cased.find("\n\n", mention.sentence.end)
    return cased[start : end if end >= 0 else len(cased)]


def _of_film(cased: str, mention: Mention) -> bool:
    """Whether the paragraph tells of a film: "in the climax the hero's mother is killed before the interval"."""
    words = _paragraph(cased, mention)
    if len(set(_SCREEN.findall(words))) < _SCREEN_WORDS:
        return False
    return _REPORTED.search(words) is None


def _of_accident(cased: str, mention: Mention) -> bool:
    """ "Six died when a bus and a lorry collided. Nine have now died on that stretch": its paragraph tells of no force."""
    before = _paragraph(cased, mention).split(cased[mention.sentence.start : mention.sentence.end])[0]
    words = harm_words()
    if not before.strip() or words.outside.search(before) is None or words.force.search(before):
        return False
    return words.force.search(cased, mention.sentence.start, mention.sentence.end) is None


def told_as(text: str) -> str | None:
    """ "drill", "fiction" or "match" where a document as a whole tells of what did not happen; None else."""
    head = text[:HEAD_CHARACTERS]
    if _DRILL.search(head[:DRILL_CHARACTERS]) and _STAGED.search(head):
        return "drill"
    if _REVIEWED.search(head) and len(set(_FICTION.findall(head))) >= _FICTION_WORDS:
        return "fiction"
    return "match" if _is_match_report(text) else None


def why_unreal(cased: str, mention: Mention, told: str | None) -> str | None:
    """Why a mention is no claim of harm by force, or None.

    Args:
        cased: The text layer, true-cased.
        mention: One harm to one group.
        told: What the document is, as `told_as` says.
    """
    sentence = mention.sentence
    words = cased[sentence.start : sentence.end]
    trigger = sentence.tokens[mention.trigger]
    if told == "drill" and not _IN_EARNEST.search(words):
        return "drill"
    if _ON_STAGE.search(words) or (
        told == "fiction" and not _IN_EARNEST.search(words) and _in_present(mention, trigger)
    ):
        return "fiction"
    if told == "match" or _is_match(words, cased, trigger):
        return "figurative"
    if _of_film(cased, mention):
        return "fiction"
    if _of_accident(cased, mention):
        return "out_of_scope"
    if mention.harm == Harm.KILLED and _is_natural(cased, mention, trigger):
        return "out_of_scope"
    if trigger.tag == "VBG" and _is_rule(mention, trigger, words):
        return "general"
    if trigger.word == "hurt" and _RETIRED.search(cased, sentence.start, trigger.start):
        return "figurative"
    if _is_figure(cased, mention, trigger):
        return "figurative"
    return "out_of_scope" if _by_disease(mention, trigger) or _by_mishap(cased, mention, trigger) else None


_LAW = re.compile(
    r"\b(?:forbids?|forbade|forbidding|prohibit(?:s|ed|ing|ion)?|outlaws?|outlawed|bans?|banned|forbidden|never\s+(?:be\s+)?(?:allowed|permitted|justified|lawful|acceptable)|not\s+(?:allowed|permitted|justified|lawful)"
    r"|(?:is|are|constitutes?|amounts?\s+to)\s+(?:[\w-]+\s+){0,3}?(?:crimes?|violations?|breach(?:es)?|unlawful|illegal|sins?|haram|murder))\b",
    re.IGNORECASE,
)
_SAID_AS_DEED = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "xcomp", "pcomp", "dobj", "ccomp", "ROOT"))


def _is_rule(mention: Mention, trigger: Token, words: str) -> bool:
    """ "Shooting a wounded enemy is a war crime": the deed of anybody, to anybody; a number or a name makes it one that was done."""
    if mention.quantity is not None or mention.names or mention.definite or mention.pronoun:
        return False
    return trigger.dep in _SAID_AS_DEED and _LAW.search(words) is not None


def _in_present(mention: Mention, trigger: Token) -> bool:
    """Reviews tell a plot in the present: "eleven men have been shot", "a sniper kills nine"."""
    tokens = mention.sentence.tokens
    t = trigger
    for _ in range(5):
        helpers = [tokens[c].word for c in t.children if tokens[c].dep in ("aux", "auxpass")]
        if t.tag in ("VBZ", "VBP") or any(w in _PRESENT for w in helpers):
            return True
        past = t.tag == "VBD" or bool(helpers)
        if t.head == t.i or (past and t.dep not in ("relcl", "acl")):
            return False
        t = tokens[t.head]
    return False


def _is_match(words: str, cased: str, trigger: Token) -> bool:
    """ "Belen butchered Oru 54-3", "was 'killed by a bouncer'" of a cricketer; not where arms or the police are named."""
    if trigger.word not in _ROUTS or _ARMS.search(words):
        return False
    quoted = _QUOTED.search(cased, max(0, trigger.start - 6), trigger.start) is not None
    return (quoted or _SCORE.search(words) is not None) and _MATCH.search(words) is not None


def _is_natural(cased: str, mention: Mention, trigger: Token) -> bool:
    """ "Dies at 81", "died in his sleep"."""
    sentence = mention.sentence
    if trigger.word not in ("dies", "died", "die"):
        return False
    if _QUIETLY.match(cased, trigger.end, sentence.end) or _served_his_time(cased, mention, trigger):
        return True
    at = _AT_AGE.match(cased, trigger.end, sentence.end)
    if at is None or int(at.group("age")) < OLD_AGE_YEARS or mention.quantity is not None:
        return False
    around = cased[max(0, sentence.start - _SPEAKS_OF_FORCE) : sentence.start] + cased[trigger.start : sentence.end]
    return harm_words().force.search(around) is None


def _served_his_time(cased: str, mention: Mention, trigger: Token) -> bool:
    """ "Convicted mobster dies in prison": of a death behind bars no word tells that force was used."""
    sentence = mention.sentence
    if mention.quantity is not None or not _IN_PRISON.match(cased, trigger.end, sentence.end):
        return False
    behind = cased[trigger.end : sentence.end + _SPEAKS_OF_FORCE]
    return _CONVICT.search(cased, sentence.start, trigger.start) is not None and not _IN_CUSTODY_BY_FORCE.search(behind)


def _is_figure(cased: str, mention: Mention, trigger: Token) -> bool:
    """ "Dying to see it", "kills more children than war", "twelve of them are dead batteries"."""
    sentence = mention.sentence
    if trigger.word == "dying":
        one = mention.quantity is None and mention.low == 1
        return one or _DYING_TO.match(cased, trigger.end, sentence.end) is not None
    if trigger.word in ("kill", "kills", "killed", "killing"):
        q = mention.quantity
        beside = q is not None and 0 <= q.start - trigger.end <= 2
        return not beside and _DEADLIER.match(cased, trigger.end, sentence.end) is not None
    if trigger.word in ("dead", "lifeless") and trigger.dep == "amod" and trigger.head == trigger.i + 1:
        head = sentence.tokens[trigger.head]
        inside = mention.noun is not None and mention.noun[0] <= head.start < mention.noun[1]
        return head.tag in ("NN", "NNS") and not inside and describe_victims(head.word).is_people is not True
    return False


def _by_mishap(cased: str, mention: Mention, trigger: Token) -> bool:
    """ "Five miners suffocated when a fan failed": nobody did it to them, and nothing around tells of force."""
    if trigger.word not in _MISHAPS:
        return False
    tokens = mention.sentence.tokens
    if not any(tokens[c].dep == "nsubj" for c in trigger.children):
        return False
    around = cased[max(0, mention.sentence.start - _SPEAKS_OF_FORCE) : mention.sentence.end + _SPEAKS_OF_FORCE]
    return harm_words().force.search(around) is None


def _by_disease(mention: Mention, trigger: Token) -> bool:
    """ "Cholera has killed 60 in the camp, more than the shelling": its subject is no force."""
    tokens = mention.sentence.tokens
    if not trigger.tag.startswith("VB"):
        return False
    for c in trigger.children:
        if tokens[c].dep == "nsubj" and c < trigger.i:
            return harm_words().outside.fullmatch(tokens[c].word) is not None
    return False


_CRASH = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:in|during|after|following|from|of)\s+(?:(?:a|an|the|his|her|their)\s+)?(?:\w+\s+){0,2}?(?:crash|wreck|collision|(?:air)?plane accident|air accident|helicopter accident|car accident|traffic accident|road accident|heart (?:attack|disease|failure|condition|trouble|problems?)|cardiac arrest|stroke|cancer|illness|disease|"
    r"(?:kidney|liver|organ) failure|leuk(?:a)?emia|diabetes|tuberculosis|natural causes|thirst|hunger|starvation|exposure|snake ?bite|typhoid|malaria|dysentery|fever|old age|overdose|earthquake|flood|floods|storm|landslide|covid-19|cholera|pneumonia)\b",
    re.IGNORECASE,
)

_DIES = words_of("die dies died dying death dead")


def same_natural_death(cased: str, natural: Sequence[Mention], mention: Mention) -> bool:
    """Whether a death is that of somebody whom the report elsewhere says to have died of an illness or of age.

    Args:
        cased: The text layer, true-cased.
        natural: Deaths that were set aside for their cause.
        mention: A death told without a cause.
    """
    if mention.harm != Harm.KILLED or mention.low != 1 or mention.noun is None:
        return False
    if mention.sentence.tokens[mention.trigger].word not in _DIES:
        return False
    named = _names_in(cased, mention)
    return any(named & _names_in(cased, other) for other in natural)


def _names_in(cased: str, mention: Mention) -> set[str]:
    """Surnames and other words with a capital among those for the people of a mention."""
    words = cased[slice(*mention.noun)] if mention.noun is not None else ""
    return {w.lower() for w in re.findall(r"(?<!^)\b[A-Z][\w'’-]{2,}|^[A-Z][\w'’-]{2,}$", words)}


_QUESTION = re.compile(
    r"(?:^|[:;.\"“]\s*)(?:was|were|is|are|did|do|does|has|have|had|could|can|how many|who|what)\b[^.;:]{2,150}\?[\"”’]?\s*$",
    re.IGNORECASE,
)


def out_of_scope(report: ReportText, mention: Mention) -> str | None:
    """Why a mention is none of harm by force: a question, or another cause (a crash, a flood, an illness); None else."""
    words = harm_words()
    sentence = report.cased[mention.sentence.start : mention.sentence.end]
    if _QUESTION.search(sentence):
        return "hypothetical"
    cause = words.outside.search(sentence)
    mention.extra["other_cause"] = cause is not None
    if cause and mention.harm != Harm.DETAINED and not words.force.search(sentence):
        return "out_of_scope"
    trigger = mention.sentence.tokens[mention.trigger]
    if _CRASH.match(report.cased, trigger.end):
        return "out_of_scope"
    if report.is_of_other_cause and mention.harm != Harm.DETAINED and not words.force.search(sentence):
        return "out_of_scope"
    return None
