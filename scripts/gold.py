"""Makes gold of claims: draws reports, checks what annotators wrote, keeps it without the text, puts it back on the text.

docs/annotation.md says how reports are annotated and in what form. The commands, in the order of the work:

    sheets      draws reports of the development data, or takes texts of our own, and writes pages to annotate
    check       says in plain words what in an annotation is not in the text or not allowed
    agreement   compares two annotations of the same reports, key by key
    standoff    makes gold of checked annotations: labels and offsets; texts of the data sets stay out
    join        puts gold and texts together for `bearwitness evaluate`

A *plan* (JSON: document_id -> ref, split, window, sheet, twice) is written by `sheets` and read by the others. A *window* is
the part of the report that was annotated, as offsets into the whole text; offsets of claims refer to the whole text too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from bearwitness.evaluate import pair_claims
from bearwitness.records import (
    AgeGroup,
    ClaimantKind,
    Counting,
    Factuality,
    Harm,
    Modifier,
    Scope,
    Sex,
    Status,
    Unit,
)
from common import need, read_rows

JSON = dict[str, Any]
Span = tuple[int, int]

ROLES = (
    "police",
    "official",
    "medic",
    "journalist",
    "aid_worker",
    "detainee",
    "suspect",
    "attacker",
    "bystander",
)
LINKS = ("part_of", "repeats", "supersedes", "denies", "sum_group")
NEEDED = ("id", "quote", "harm", "low", "best", "high")
DEFAULTS: JSON = {
    "occurrence": 0,
    "modifier": "exact",
    "count_text": None,
    "unit": "person",
    "counting": "total",
    "scope": "incident",
    "factuality": "asserted",
    **dict.fromkeys(LINKS),
    "moved_from": None,
    "as_of": None,
    "claimant": None,
    "alleged_perpetrator": None,
    "place": None,
    "time": None,
}
VICTIMS: JSON = {"text": None, "status": "unknown", "role": None, "age_group": "unknown", "sex": "unknown", "names": []}
ENUMS: dict[str, tuple[str, ...]] = {
    "harm": tuple(Harm),
    "modifier": tuple(Modifier),
    "unit": tuple(Unit),
    "counting": tuple(Counting),
    "scope": tuple(Scope),
    "factuality": tuple(Factuality),
}
VICTIM_ENUMS: dict[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "role": ROLES,
    "age_group": tuple(AgeGroup),
    "sex": tuple(Sex),
}
PHRASES = ("as_of", "alleged_perpetrator", "place", "time")
"""Keys whose value in an annotation is words of the text."""

FILES = {
    "muc4": ("dev.jsonl", "tst1.jsonl", "tst2.jsonl"),
    "gvc": ("train.docs.jsonl", "dev.docs.jsonl"),
    "ecbplus": ("train.jsonl", "dev.jsonl"),
}
SPLITS = ("train", "dev", "test")


# ---- texts ----


def normal(text: str) -> str:
    """NFC with Unix line ends: the normal form in which offsets count."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def document_text(data_set: str, row: JSON) -> str:
    """The report as one text: a title where the set keeps it apart, a blank line, the body.

    ECB+ holds tokens only: they are joined into sentences, a paragraph each, and the page address that opens some
    documents is left out.
    """
    if data_set == "ecbplus":
        return normal("\n\n".join(join_tokens(tokens) for tokens in row["sentences"] if not _is_address(tokens)))
    text, title = normal(row["text"]), normal(row.get("title") or "").strip()
    if title and not text.lstrip().startswith(title):
        return f"{title}\n\n{text}"
    return text


def _is_address(tokens: Sequence[str]) -> bool:
    return len(tokens) > 2 and tokens[0] in ("http", "https") and tokens[1] == ":"


_JOINS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"`` ?| ?''", '"'),
        (r" n(['’])t\b", r"n\1t"),
        (r"(?<=\w) (['’]) ?(s|re|ve|ll|d|m|t)\b", r"\1\2"),
        (r"(?<=s) (['’])(?= )", r"\1"),
        (r"(?<=\w) - (?=\w)", "-"),
        (r"(?<=\d) , (?=\d{3}\b)", ","),
        (r"(?<=\d) ([.:]) (?=\d)", r"\1"),
        (r"([$£€#(\[]) ", r"\1"),
        (r" ([.,;:!?%)\]])", r"\1"),
        (r"\b([A-Z]|[ap])\. (?=(?:[A-Z]|m)\.)", r"\1."),
        (r"(?<=\w)\. (?=(?:com|org|net)\b)", "."),
    )
)


def join_tokens(tokens: Sequence[str]) -> str:
    """A sentence of tokens as it is printed, but for quotation marks, whose blanks can't be told."""
    words = " ".join(tokens)
    for pattern, new in _JOINS:
        words = pattern.sub(new, words)
    return " ".join(words.split())


def published_of(data_set: str, row: JSON) -> str | None:
    """The day of publication (ISO) that the set gives; None where it gives none or not a whole date."""
    day = row.get({"muc4": "date", "gvc": "published"}.get(data_set, ""))
    return day if isinstance(day, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


@cache
def _rows_by_id(data_set: str, name: str) -> dict[str, JSON]:
    return {row["doc_id"]: row for row in read_rows(data_set, name)}


def load(ref: str) -> tuple[str, str | None]:
    """Text and day of publication of a report of the development data; `ref` is "muc4/dev.jsonl#DEV-0001".

    Raises:
        SystemExit: There is no such report, or the file is held out.
    """
    path, _, doc_id = ref.partition("#")
    data_set, _, name = path.partition("/")
    if name not in FILES.get(data_set, ()):
        raise SystemExit(f"{path} is none of the development files of this gold.")
    need(data_set)
    row = _rows_by_id(data_set, name).get(doc_id)
    if row is None:
        raise SystemExit(f"{path} has no report {doc_id}.")
    return document_text(data_set, row), published_of(data_set, row)


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, by which a changed text is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()


# ---- drawing ----

_SENTENCE_END = re.compile(
    r"""(?<![A-Z]\.)(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSgt)(?<!\bCol)(?<!\bCOL)(?<!\bGen)(?<!\bNO)"""
    r"""[.!?]["')\]”’]*(?=\s+["'(\[“‘]?[A-Z0-9]|["“]?[A-Z][a-z]|\s*\Z)"""
)
_PARAGRAPH = re.compile(r"\S.*?(?=\n[ \t]*\n|\Z)", re.DOTALL)


def sentence_ends(text: str) -> list[int]:
    """Offsets at which sentences or paragraphs end, in order; good enough to size a page, not to analyse a text."""
    ends: set[int] = set()
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        ends |= {start + match.end() for match in _SENTENCE_END.finditer(paragraph.group())}
        ends.add(start + len(paragraph.group().rstrip()))
    return sorted(ends)


def window_of(text: str, sentences: int, *, slack: int = 3) -> Span:
    """The opening of a text: whole paragraphs of about so many sentences; a longer paragraph is cut at a sentence.

    The whole text where it has no more than `slack` sentences beyond.
    """
    ends = sentence_ends(text)
    if len(ends) <= sentences + slack:
        return 0, len(text)
    paragraphs = {match.start() + len(match.group().rstrip()) for match in _PARAGRAPH.finditer(text)}
    for number in range(sentences, sentences + slack + 1):
        if ends[number - 1] in paragraphs:
            return 0, ends[number - 1]
    for number in range(sentences - 1, max(0, sentences - slack - 1), -1):
        if ends[number - 1] in paragraphs:
            return 0, ends[number - 1]
    return 0, ends[sentences - 1]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report to annotate. `group` holds reports together that must lie in one split (one incident, one topic)."""

    document_id: str
    ref: str
    text: str
    published: str | None
    window: Span
    group: str
    split: str = ""

    @property
    def sentences(self) -> int:
        """How many sentences the window has."""
        return len(sentence_ends(self.text[: self.window[1]]))


def _drawn(data_set: str, name: str, row: JSON, *, sentences: int, group: str) -> Drawn:
    text = document_text(data_set, row)
    ref = f"{data_set}/{name}#{row['doc_id']}"
    return Drawn(row["doc_id"], ref, text, published_of(data_set, row), window_of(text, sentences), group)


def draw_muc(rng: random.Random) -> list[Drawn]:
    """77 messages of dev for train and dev, 33 of TST1 and TST2 for test, 7 in 10 with a template.

    No message of TST1 or TST2 is trained on, since the count recall of these two sets is reported.
    """
    drawn: list[Drawn] = []
    for name, number in (("dev.jsonl", 77), ("tst1.jsonl", 17), ("tst2.jsonl", 16)):
        rows = [row for row in read_rows("muc4", name) if len(row["text"]) > 400]
        relevant = [row for row in rows if row["templates"]]
        rest = [row for row in rows if not row["templates"]]
        kept = round(number * 0.7)
        chosen = rng.sample(relevant, kept) + rng.sample(rest, number - kept)
        drawn += [_drawn("muc4", name, row, sentences=8, group=row["doc_id"]) for row in chosen]
    splits = [*["train"] * 55, *["dev"] * 22]
    rng.shuffle(splits)
    return [_in_split(item, "test" if "/tst" in item.ref else splits.pop()) for item in drawn]


def draw_gvc(rng: random.Random) -> list[Drawn]:
    """60 local reports, half of them of incidents with several victims; at most two an incident, which is not split."""
    victims: dict[str, int] = {}
    by_incident: dict[str, list[tuple[str, JSON]]] = defaultdict(list)
    for half in ("train", "dev"):
        for incident in read_rows("gvc", f"{half}.incidents.jsonl"):
            victims[incident["incident_id"]] = (incident["killed"] or 0) + (incident["injured"] or 0)
        for row in read_rows("gvc", f"{half}.docs.jsonl"):
            if len(row["text"]) > 300:
                by_incident[row["incident_id"]].append((f"{half}.docs.jsonl", row))
    several = sorted(key for key in by_incident if victims.get(key, 0) > 1)
    single = sorted(key for key in by_incident if victims.get(key, 0) <= 1)
    drawn: list[Drawn] = []
    for keys in (several, single):
        rng.shuffle(keys)
        chosen: list[Drawn] = []
        for key in keys:
            for name, row in rng.sample(by_incident[key], min(2, len(by_incident[key]))):
                chosen.append(_drawn("gvc", name, row, sentences=10, group=f"gvc {key}"))
            if len(chosen) >= 30:
                break
        drawn += _split_groups(chosen[:30], rng)
    return drawn


def draw_ecb(rng: random.Random) -> list[Drawn]:
    """50 short news texts, at most two a topic, which is not split."""
    by_topic: dict[str, list[tuple[str, JSON]]] = defaultdict(list)
    for name in FILES["ecbplus"]:
        for row in read_rows("ecbplus", name):
            if 3 <= len(row["sentences"]) <= 40:
                by_topic[str(row["topic"])].append((name, row))
    first, second = [], []
    for topic in sorted(by_topic):
        two = rng.sample(by_topic[topic], min(2, len(by_topic[topic])))
        first += two[:1]
        second += two[1:]
    rng.shuffle(second)
    chosen = (first + second)[:50]
    drawn = [_drawn("ecbplus", name, row, sentences=9, group=f"ecb {row['topic']}") for name, row in chosen]
    return _split_groups(drawn, rng)


def _in_split(item: Drawn, split: str) -> Drawn:
    return Drawn(item.document_id, item.ref, item.text, item.published, item.window, item.group, split)


def _split_groups(drawn: Sequence[Drawn], rng: random.Random) -> list[Drawn]:
    """Half to train, a fifth to dev, the rest to test, by whole groups."""
    groups = sorted({item.group for item in drawn})
    rng.shuffle(groups)
    size = Counter(item.group for item in drawn)
    split: dict[str, str] = {}
    done = 0
    for group in groups:
        share = done / len(drawn)
        split[group] = "train" if share < 0.5 else "dev" if share < 0.7 else "test"
        done += size[group]
    return [_in_split(item, split[item.group]) for item in drawn]


def deal(drawn: Sequence[Drawn], number: int, rng: random.Random) -> list[list[Drawn]]:
    """So many sheets of about the same number of sentences, each with reports of every set."""
    sheets: list[list[Drawn]] = [[] for _ in range(number)]
    load_of = [0] * number
    items = list(drawn)
    rng.shuffle(items)
    for item in sorted(items, key=lambda d: (d.ref.split("/")[0], -d.sentences)):
        counts = [sum(d.ref.split("/")[0] == item.ref.split("/")[0] for d in sheet) for sheet in sheets]
        at = min(range(number), key=lambda i: (counts[i], load_of[i]))
        sheets[at].append(item)
        load_of[at] += item.sentences
    for sheet in sheets:
        rng.shuffle(sheet)
    return sheets


def pick_twice(drawn: Sequence[Drawn], rng: random.Random) -> list[Drawn]:
    """A fifth of the reports, in equal shares of each set and split."""
    kinds: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    for item in drawn:
        kinds[item.ref.split("/")[0], item.split].append(item)
    return [item for kind in sorted(kinds) for item in rng.sample(kinds[kind], round(len(kinds[kind]) / 5))]


def page(document_id: str, published: str | None, text: str, *, part: str = "whole document") -> str:
    """One report as the annotator sees it."""
    head = f"document_id: {document_id}\npublished: {published or 'not known'}\npart: {part}"
    return f"{'=' * 100}\n{head}\n{'-' * 100}\n{text.strip(chr(10))}\n"


def _page_of(item: Drawn) -> str:
    start, end = item.window
    whole = (start, end) == (0, len(item.text))
    part = "whole document" if whole else f"the first {item.sentences} sentences; the rest is left out"
    return page(item.document_id, item.published, item.text[start:end], part=part)


def draw_sheets(out: Path, plan_file: Path, *, seed: int, sheets: int) -> None:
    """Write the pages of drawn reports, real-01.txt and so on and twice-1.txt and twice-2.txt, and the plan."""
    rng = random.Random(seed)
    drawn = draw_muc(rng) + draw_gvc(rng) + draw_ecb(rng)
    dealt = {f"real-{i:02d}": sheet for i, sheet in enumerate(deal(drawn, sheets, rng), start=1)}
    twice = {f"twice-{i}": sheet for i, sheet in enumerate(deal(pick_twice(drawn, rng), 2, rng), start=1)}
    sheet_of = {item.document_id: name for name, sheet in dealt.items() for item in sheet}
    twice_of = {item.document_id: name for name, sheet in twice.items() for item in sheet}
    plan = {
        item.document_id: {
            "ref": item.ref,
            "split": item.split,
            "window": list(item.window),
            "sheet": sheet_of[item.document_id],
            "twice": twice_of.get(item.document_id),
        }
        for item in sorted(drawn, key=lambda d: d.ref)
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, sheet in {**dealt, **twice}.items():
        (out / f"{name}.txt").write_text("\n".join(map(_page_of, sheet)), "utf-8")
        print(f"{name}: {len(sheet)} reports, {sum(item.sentences for item in sheet)} sentences")
    plan_file.write_text(json.dumps(plan, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for split in SPLITS:
        part = [item for item in drawn if item.split == split]
        print(f"{split}: {len(part)} reports, {sum(item.sentences for item in part)} sentences")


def write_own_sheet(texts: Path, out: Path) -> None:
    """Write the pages of texts of our own (JSON lines: document_id, text, published) as one sheet."""
    rows = [row for _, row in read_lines(texts)]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(page(row["document_id"], row.get("published"), row["text"]) for row in rows), "utf-8")
    print(f"{out.name}: {len(rows)} reports")


# ---- reading annotations ----


@dataclass(frozen=True, slots=True)
class Source:
    """The text that an annotation speaks of. `ref` is None for a text of our own."""

    text: str
    published: str | None
    window: Span
    ref: str | None = None
    split: str | None = None

    @property
    def page(self) -> str:
        """What the annotator saw; it starts where the text starts, so that offsets are those of the text."""
        return self.text[: self.window[1]]


class Sources:
    """Finds the text of a document id: in the annotation itself, among texts of our own, or by the plan."""

    def __init__(self, plan: Path | None = None, texts: Path | None = None) -> None:
        self.plan: dict[str, JSON] = json.loads(plan.read_text("utf-8")) if plan else {}
        self.own = {row["document_id"]: row for _, row in read_lines(texts)} if texts else {}

    def find(self, row: Mapping[str, Any]) -> Source | None:
        """The source of an annotated document; None where nothing knows it."""
        document_id = row.get("document_id")
        own = row if isinstance(row.get("text"), str) else self.own.get(str(document_id))
        if own is not None:
            text = normal(own["text"])
            return Source(text, own.get("published"), (0, len(text)))
        entry = self.plan.get(str(document_id))
        if entry is None:
            return None
        text, published = load(entry["ref"])
        return Source(text, published, tuple(entry["window"]), entry["ref"], entry["split"])

    def expected(self, name: str) -> set[str]:
        """The documents of a sheet, by the name of its file; empty where the plan has no such sheet."""
        return {key for key, entry in self.plan.items() if name in (entry["sheet"], entry["twice"])}


def read_lines(path: Path) -> Iterator[tuple[int, JSON]]:
    """(line number, object) of a file of JSON lines.

    Raises:
        SystemExit: A line is no JSON object; the message names it.
    """
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise SystemExit(f"{path.name}: line {number} is no JSON: {error.msg} (column {error.colno}).") from error
        if not isinstance(row, dict):
            raise SystemExit(f"{path.name}: line {number} is no object in braces.")
        yield number, row


def find_words(text: str, words: str) -> list[Span]:
    """Where the words stand in the text, in order. A blank matches a line break; a word matches as a whole only."""
    pattern = r"\s+".join(re.escape(part) for part in normal(words).split())
    if not pattern:
        return []
    before = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words.strip()) else ""
    return [match.span() for match in re.finditer(f"{before}{pattern}{after}", text)]


def nearest(text: str, words: str, quote: Span) -> Span | None:
    """The place of the words that lies in the quote, else nearest to it, the earlier of two; None if there is none."""

    def distance(span: Span) -> tuple[int, int]:
        return max(0, quote[0] - span[1], span[0] - quote[1]), span[0]

    return min(find_words(text, words), key=distance, default=None)


# ---- checking ----


def check_document(row: Mapping[str, Any], source: Source) -> list[str]:
    """What is wrong with an annotated document, a sentence each; empty where nothing is."""
    claims = row.get("claims")
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        return ["claims must be a list of objects; it is empty where nothing is claimed."]
    wrong = [
        f"unknown key {key!r}." for key in row if key not in ("document_id", "claims", "none", "text", "published")
    ]
    if bool(row.get("none")) != (not claims):
        wrong.append('"none": true stands where, and only where, there is no claim.')
    ids = [claim.get("id") for claim in claims]
    if ids != list(range(1, len(claims) + 1)):
        wrong.append(f"the ids must be 1 to {len(claims)} in order, they are {ids}.")
        return wrong
    for claim in claims:
        found = [*_check_keys(claim), *_check_count(claim), *_check_words(claim, source), *_check_links(claim, claims)]
        wrong += [f"claim {claim['id']}: {sentence}" for sentence in found]
    return wrong


def _check_keys(claim: JSON) -> Iterator[str]:
    for key in NEEDED:
        if key not in claim:
            yield f"{key} is missing."
    for key in claim:
        if key not in DEFAULTS and key not in NEEDED and key != "victims":
            yield f"unknown key {key!r}."
    for key, allowed in ENUMS.items():
        if key in claim and claim[key] not in allowed:
            yield f"{key} {claim[key]!r} is none of {', '.join(allowed)}."
    if claim.get("moved_from") is not None and claim["moved_from"] not in ENUMS["harm"]:
        yield f"moved_from {claim['moved_from']!r} is no harm."
    victims = claim.get("victims", {})
    if not isinstance(victims, dict):
        yield "victims must be an object."
        return
    for key in victims:
        if key not in VICTIMS:
            yield f"unknown key {key!r} in victims."
    for key, allowed in VICTIM_ENUMS.items():
        value = victims.get(key, VICTIMS[key])
        if value not in allowed and not (key == "role" and value is None):
            yield f"victims.{key} {value!r} is none of {', '.join(allowed)}."
    claimant = claim.get("claimant")
    if claimant is not None:
        if not isinstance(claimant, dict) or not isinstance(claimant.get("text"), str):
            yield "claimant must be null or an object with text and kind."
            return
        if claimant.get("kind") not in tuple(ClaimantKind):
            yield f"claimant.kind {claimant.get('kind')!r} is none of {', '.join(ClaimantKind)}."
        for key in claimant:
            if key not in ("text", "refers_to", "kind", "chain"):
                yield f"unknown key {key!r} in claimant."


_FORMS: dict[str, tuple[str, Callable[[Any, Any, Any], bool]]] = {
    "exact": ("n/n/n", lambda low, best, high: low is not None and low == best == high),
    "at_least": ("n/n/null", lambda low, best, high: low is not None and low == best and high is None),
    "more_than": ("n+1/n+1/null", lambda low, best, high: low is not None and low == best and high is None),
    "at_most": ("null/null/n", lambda low, best, high: low is None and best is None and high is not None),
    "less_than": ("null/null/n-1", lambda low, best, high: low is None and best is None and high is not None),
    "about": ("null/n/null", lambda low, best, high: low is None and best is not None and high is None),
    "between": ("n/null/m", lambda low, best, high: None not in (low, high) and best is None and low < high),
    "vague": ("n/null/null", lambda low, best, high: low is not None and best is None and high is None),
}


def _check_count(claim: JSON) -> Iterator[str]:
    bounds = [claim.get(key) for key in ("low", "best", "high")]
    if any(bound is not None and (type(bound) is not int or bound < 0) for bound in bounds):
        yield "low, best and high are whole numbers or null."
        return
    modifier = claim.get("modifier", "exact")
    form = _FORMS.get(modifier)
    if form is not None and not form[1](*bounds):
        said = "/".join("null" if bound is None else str(bound) for bound in bounds)
        yield f"{modifier} is written {form[0]}, not {said}."
    if modifier not in ("exact", "vague") and claim.get("count_text") is None:
        yield f"{modifier} needs its words in count_text."
    if claim.get("best") not in (None, 1) and claim.get("count_text") is None:
        yield f"a number of {claim['best']} needs its words in count_text."


def spans_of(claim: Mapping[str, Any], page_text: str) -> tuple[dict[str, Span], list[str]]:
    """Where every phrase of an annotated claim stands: key -> offsets, and the phrases that are not in the text.

    Keys are those of the claim; inner ones with a point ("victims.text", "claimant.refers_to"), items of a list with a
    number ("victims.names.0"). Apart from the quote, of several places the one in or nearest to the quote is taken.
    """
    spans: dict[str, Span] = {}
    wrong: list[str] = []
    places = find_words(page_text, claim["quote"]) if isinstance(claim.get("quote"), str) else []
    occurrence = claim.get("occurrence", 0)
    if not places:
        return {}, [f"the quote {claim.get('quote')!r} is not in the text, letter for letter."]
    if type(occurrence) is not int or not 0 <= occurrence < len(places):
        return {}, [f"occurrence {occurrence!r}: the quote stands {len(places)} times in the text; count from 0."]
    quote = spans["quote"] = places[occurrence]
    for key, words in _phrases(claim):
        span = nearest(page_text, words, quote) if isinstance(words, str) else None
        if span is None:
            wrong.append(f"{key} {words!r} is not in the text, letter for letter.")
        else:
            spans[key] = span
    if "count_text" in spans and not (quote[0] <= spans["count_text"][0] and spans["count_text"][1] <= quote[1]):
        wrong.append(f"count_text {claim['count_text']!r} must lie inside the quote.")
    return spans, wrong


def _phrases(claim: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in ("count_text", *PHRASES):
        if claim.get(key) is not None:
            yield key, claim[key]
    victims = claim.get("victims") or {}
    if victims.get("text") is not None:
        yield "victims.text", victims["text"]
    for i, name in enumerate(victims.get("names") or ()):
        yield f"victims.names.{i}", name.get("text") if isinstance(name, dict) else name
    claimant = claim.get("claimant") or {}
    for key in ("text", "refers_to"):
        if claimant.get(key) is not None:
            yield f"claimant.{key}", claimant[key]
    for i, words in enumerate(claimant.get("chain") or ()):
        yield f"claimant.chain.{i}", words


def _check_words(claim: JSON, source: Source) -> Iterator[str]:
    if not isinstance(claim.get("victims", {}), dict) or not isinstance(claim.get("claimant") or {}, dict):
        return  # said already
    yield from spans_of(claim, source.page)[1]
    for name in claim.get("victims", {}).get("names", []):
        if not isinstance(name, dict) or set(name) - {"text", "age"}:
            yield f'a name is {{"text": …, "age": number or null}}, not {name!r}.'
        elif name.get("age") is not None and type(name["age"]) is not int:
            yield f"the age of {name.get('text')!r} must be a whole number or null."


def _same_people_can(key: str, claim: JSON, other: JSON) -> bool:
    """Whether a link between the harms of two claims makes sense: the same harm, or a part of "killed or injured"."""
    joint = key == "part_of" and other.get("harm") == Harm.KILLED_OR_INJURED
    return claim.get("harm") == other.get("harm") or (joint and claim.get("harm") in (Harm.KILLED, Harm.INJURED))


def _check_links(claim: JSON, claims: Sequence[JSON]) -> Iterator[str]:
    by_id = {other["id"]: other for other in claims}
    for key in LINKS:
        target = claim.get(key)
        if target is None:
            continue
        other = by_id.get(target)
        if other is None:
            yield f"{key} {target!r} is no claim of this document."
        elif target == claim["id"] and key != "sum_group":
            yield f"{key} points at the claim itself."
        elif key in ("part_of", "repeats", "sum_group") and not _same_people_can(key, claim, other):
            yield f"{key} {target} is {other.get('harm')}, this is {claim.get('harm')}."
        elif key == "repeats":
            yield from _check_repeat(claim, other)
        elif key == "sum_group" and other.get("sum_group") != target:
            yield f"sum_group {target}: the first of the group must point at itself."
        elif key == "part_of" and _larger(claim, other):
            yield f"part_of {target}: a part of {claim['best']} is larger than its total of {other['high']}."
    if claim.get("denies") is not None and claim.get("factuality") != "denied":
        yield "denies stands on a claim whose factuality is denied."
    if claim.get("sum_group") == claim["id"] and sum(c.get("sum_group") == claim["id"] for c in claims) < 2:
        yield "sum_group has this claim alone."


def _check_repeat(claim: JSON, other: JSON) -> Iterator[str]:
    if other.get("repeats") is not None:
        yield f"repeats {other['id']}: that is a repeat itself; point at the first."
    if other["id"] > claim["id"]:
        yield f"repeats {other['id']}: a repeat points backward, at the first mention."
    if any(claim.get(key) != other.get(key) for key in ("low", "best", "high")):
        yield f"repeats {other['id']}: the two have different numbers."


def _larger(part: JSON, total: JSON) -> bool:
    return type(part.get("best")) is int and type(total.get("high")) is int and bool(part["best"] > total["high"])


def check_file(path: Path, sources: Sources) -> list[str]:
    """What is wrong with a file of annotations, a sentence each, with document and claim."""
    wrong: list[str] = []
    seen: set[str] = set()
    for number, row in read_lines(path):
        document_id = row.get("document_id")
        source = sources.find(row)
        if source is None:
            wrong.append(f"line {number}: document_id {document_id!r} is not known to the plan or the texts.")
            continue
        if document_id in seen:
            wrong.append(f"line {number}: {document_id} stands twice.")
        seen.add(str(document_id))
        wrong += [f"{document_id}: {sentence}" for sentence in check_document(row, source)]
    wrong += [
        f"{document_id} is on the sheet and not in the file."
        for document_id in sorted(sources.expected(path.stem) - seen)
    ]
    return wrong


# ---- gold without text, and back ----


def standoff(row: Mapping[str, Any], source: Source) -> JSON:
    """An annotated document as gold: labels and offsets, and the text only where it is our own.

    Raises:
        SystemExit: The annotation does not pass its checks.
    """
    wrong = check_document(row, source)
    if wrong:
        raise SystemExit(f"{row.get('document_id')}: {wrong[0]} Run check first.")
    gold: JSON = {"document_id": row["document_id"]}
    if source.ref is None:
        gold["text"] = source.text
    else:
        gold |= {"ref": source.ref, "window": list(source.window)}
    gold |= {"sha256": digest(source.text), "published": source.published}
    gold["claims"] = [_offsets(claim, source.page) for claim in row["claims"]]
    return gold


def _offsets(claim: Mapping[str, Any], page_text: str) -> JSON:
    """A claim with offsets in place of its words; links are claim ids as strings."""
    full = {**DEFAULTS, **claim}
    victims = {**VICTIMS, **(claim.get("victims") or {})}
    spans = spans_of(claim, page_text)[0]
    kept: JSON = {"claim_id": str(full["id"]), "span": spans["quote"]}
    kept |= {key: full[key] for key in ("harm", "low", "best", "high", "modifier", "unit", "counting")}
    kept["count"] = spans.get("count_text")
    kept["victims"] = {key: victims[key] for key in ("status", "role", "age_group", "sex")}
    kept["victims"]["span"] = spans.get("victims.text")
    kept["victims"]["names"] = [
        {"span": spans[f"victims.names.{i}"], "age": name.get("age")} for i, name in enumerate(victims["names"])
    ]
    kept |= {key: full[key] for key in ("scope", "factuality", "moved_from")}
    kept |= {key: None if full[key] is None else str(full[key]) for key in LINKS}
    kept |= {key: spans.get(key) for key in PHRASES}
    kept["claimant"] = None
    if full["claimant"] is not None:
        kept["claimant"] = {
            "span": spans["claimant.text"],
            "refers_to": spans.get("claimant.refers_to"),
            "kind": full["claimant"]["kind"],
        }
        chain = [spans[f"claimant.chain.{i}"] for i in range(len(full["claimant"].get("chain") or ()))]
        if chain:
            kept["claimant"]["chain"] = chain
    return kept


def join(gold: Mapping[str, Any]) -> JSON:
    """A line of gold with its text, as `bearwitness evaluate` reads it.

    Raises:
        SystemExit: The text is not the one that was annotated.
    """
    text = gold["text"] if "text" in gold else load(gold["ref"])[0]
    if digest(text) != gold["sha256"]:
        raise SystemExit(f"{gold['document_id']}: the text is not the one that was annotated (its hash differs).")
    shown = text[: gold["window"][1]] if "window" in gold else text
    claims = [_worded(claim, text) for claim in gold["claims"]]
    return {"document_id": gold["document_id"], "text": shown, "published": gold["published"], "claims": claims}


def _worded(claim: Mapping[str, Any], text: str) -> JSON:
    """A claim of gold with its words put back, in the keys of the contract."""

    def words(span: Sequence[int] | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    def phrase(span: Sequence[int] | None) -> JSON | None:
        return None if span is None else {"text": words(span), "span": list(span)}

    start, end = claim["span"]
    count, victims, claimant = claim["count"], claim["victims"], claim["claimant"]
    full: JSON = {"claim_id": claim["claim_id"], "start": start, "end": end, "quote": text[start:end]}
    full |= {key: claim[key] for key in ("harm", "low", "best", "high", "modifier", "unit", "counting")}
    full |= {"count_text": words(count)}
    full["victims"] = {
        **{key: victims[key] for key in ("status", "role", "age_group", "sex")},
        "text": words(victims["span"]),
        "span": victims["span"],
        "names": [{**(phrase(name["span"]) or {}), "age": name["age"]} for name in victims["names"]],
    }
    full |= {key: claim[key] for key in ("scope", "factuality", "moved_from", *LINKS)}
    full |= {key: phrase(claim[key]) for key in PHRASES}
    full["claimant"] = None
    if claimant is not None:
        full["claimant"] = {
            **(phrase(claimant["span"]) or {}),
            "refers_to": words(claimant["refers_to"]),
            "kind": claimant["kind"],
        }
        if "chain" in claimant:
            full["claimant"]["chain"] = [words(span) for span in claimant["chain"]]
    return full


# ---- agreement ----

PLAIN_KEYS = ("modifier", "unit", "counting", "scope", "factuality", "moved_from")
SPAN_KEYS = ("count_text", "victims.text", "claimant.text", "alleged_perpetrator", "place", "time", "as_of")


@dataclass(slots=True)
class Agreement:
    """How two annotations of the same reports compare."""

    documents: int = 0
    first: int = 0
    second: int = 0
    paired: int = 0
    paired_any_count: int = 0
    """Pairs where the number may differ."""
    keys: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Key -> for each pair, whether it is alike."""
    differences: list[str] = field(default_factory=list)
    """Tab-separated: document, quote, key, value of the first, value of the second."""

    def rows(self) -> list[tuple[str, str]]:
        """(name, figure) for print: existence first, then every key."""
        total = self.first + self.second
        rows = [
            ("documents", str(self.documents)),
            ("claims", f"{self.first} and {self.second}"),
            ("F1, same harm, count and overlapping words", f"{2 * self.paired / total:.3f}" if total else "none"),
            ("F1, whatever the count", f"{2 * self.paired_any_count / total:.3f}" if total else "none"),
        ]
        for key, same in self.keys.items():
            rows.append((key, f"{sum(same) / len(same):.3f} of {len(same)}"))
        return rows


def compare(first: Iterable[JSON], second: Iterable[JSON], sources: Sources) -> Agreement:
    """The agreement of two annotations over the reports that both have."""
    result = Agreement()
    others = {row["document_id"]: row for row in second}
    for row in first:
        other = others.get(row["document_id"])
        source = sources.find(row)
        if other is not None and source is not None:
            _compare_document(row["document_id"], _located(row, source.page), _located(other, source.page), result)
    return result


def _located(row: JSON, page_text: str) -> list[JSON]:
    """The claims of a document with defaults filled in and their places; a claim whose quote is not found is left out."""
    located = []
    for claim in row["claims"]:
        spans = spans_of(claim, page_text)[0]
        if "quote" in spans:
            full = {**DEFAULTS, **claim, "victims": {**VICTIMS, **(claim.get("victims") or {})}, "spans": spans}
            located.append(full | {"start": spans["quote"][0], "end": spans["quote"][1]})
    return located


def _compare_document(document_id: str, a: list[JSON], b: list[JSON], result: Agreement) -> None:
    result.documents += 1
    result.first += len(a)
    result.second += len(b)
    spans = [(claim["start"], claim["end"]) for claim in a]
    pairs = pair_claims(a, b, spans=spans)
    blank = {"low": 0, "best": 0, "high": 0}
    result.paired += len(pairs)
    result.paired_any_count += len(pair_claims([c | blank for c in a], [c | blank for c in b], spans=spans))
    of_b = {b[j]["id"]: a[i]["id"] for i, j in pairs}
    for i, j in pairs:
        for key, same, left, right in _compare_claims(a[i], b[j], of_b):
            result.keys[key].append(same)
            if not same:
                result.differences.append(f"{document_id}\t{_one_line(a[i]['quote'])}\t{key}\t{left}\t{right}")
    for claims, number, name in ((a, 0, "first"), (b, 1, "second")):
        alone = set(range(len(claims))) - {pair[number] for pair in pairs}
        for i in sorted(alone):
            c = claims[i]
            said = f"{c['harm']} {c['low']}/{c['best']}/{c['high']}"
            result.differences.append(f"{document_id}\t{_one_line(c['quote'])}\tonly in the {name}\t{said}\t")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _compare_claims(a: JSON, b: JSON, of_b: Mapping[Any, Any]) -> Iterator[tuple[str, bool, Any, Any]]:
    """(key, whether alike, value of the first, value of the second) for every key of a pair."""
    for key in PLAIN_KEYS:
        yield key, a[key] == b[key], a[key], b[key]
    for key in VICTIM_ENUMS:
        yield f"victims.{key}", a["victims"][key] == b["victims"][key], a["victims"][key], b["victims"][key]
    names = [sorted(_one_line(name["text"]) for name in claim["victims"]["names"]) for claim in (a, b)]
    yield "victims.names", names[0] == names[1], names[0], names[1]
    for key in LINKS:
        # A link to a claim that the other annotator doesn't have cannot be the same link.
        target = of_b.get(b[key], "unpaired") if b[key] is not None else None
        yield key, a[key] == target, a[key], b[key]
    for key in SPAN_KEYS:
        one, other = a["spans"].get(key), b["spans"].get(key)
        yield key, _same_phrase(one, other, a, b, key), _said(a, key), _said(b, key)
    kinds = [(claim["claimant"] or {}).get("kind") for claim in (a, b)]
    if None not in kinds:
        yield "claimant.kind", kinds[0] == kinds[1], kinds[0], kinds[1]


def _same_phrase(one: Span | None, other: Span | None, a: JSON, b: JSON, key: str) -> bool:
    """Both absent; or places that overlap, or the same words."""
    if one is None or other is None:
        return one is other
    return min(one[1], other[1]) > max(one[0], other[0]) or _said(a, key) == _said(b, key)


def _said(claim: JSON, key: str) -> str | None:
    outer, _, inner = key.partition(".")
    value = claim[outer]
    if inner:
        value = value.get(inner) if value is not None else None
    return _one_line(value).casefold() if isinstance(value, str) else None


# ---- command line ----


def _write_gold(args: argparse.Namespace) -> None:
    sources = Sources(args.plan, args.texts)
    parts: dict[str, list[JSON]] = defaultdict(list)
    for path in args.annotations:
        for _, row in read_lines(path):
            source = sources.find(row)
            if source is None:
                raise SystemExit(f"{path.name}: {row.get('document_id')} is not known to the plan or the texts.")
            parts[source.split or args.part or ""].append(standoff(row, source))
    if "" in parts:
        raise SystemExit("texts of our own need --part train, dev or test.")
    args.out.mkdir(parents=True, exist_ok=True)
    for part, rows in sorted(parts.items()):
        rows.sort(key=lambda row: str(row["document_id"]))
        _write_rows(args.out / f"{part}.jsonl", rows)
        print(f"{part}: {len(rows)} reports, {sum(len(row['claims']) for row in rows)} claims")


def _write_rows(path: Path, rows: Iterable[JSON]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def _check(args: argparse.Namespace) -> None:
    sources = Sources(args.plan, args.texts)
    faults = 0
    for path in args.annotations:
        wrong = check_file(path, sources)
        faults += len(wrong)
        print(f"{path.name}: {'nothing wrong' if not wrong else f'{len(wrong)} to mend'}")
        for sentence in wrong:
            print(f"  {sentence}")
    if faults:
        raise SystemExit(1)


def _agreement(args: argparse.Namespace) -> None:
    first, second = ([row for path in paths for _, row in read_lines(path)] for paths in (args.first, args.against))
    result = compare(first, second, Sources(args.plan, args.texts))
    for name, figure in result.rows():
        print(f"{name:46} {figure}")
    if args.list:
        print("\n".join(["", *result.differences]))


def main(argv: Sequence[str] | None = None) -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description="Gold of claims; see docs/annotation.md.")
    commands = parser.add_subparsers(required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--plan", type=Path, help="the plan that sheets wrote")
    shared.add_argument("--texts", type=Path, help="texts of our own: JSON lines of document_id, text, published")

    sheets = commands.add_parser("sheets", parents=[shared], help="write pages to annotate")
    sheets.add_argument("--out", type=Path, required=True, help="folder for the pages; with --texts, the one page file")
    sheets.add_argument("--seed", type=int, default=3)
    sheets.add_argument("--sheets", type=int, default=10)

    check = commands.add_parser("check", parents=[shared], help="check annotations against the texts")
    check.add_argument("annotations", type=Path, nargs="+")

    keep = commands.add_parser("standoff", parents=[shared], help="make gold of checked annotations")
    keep.add_argument("annotations", type=Path, nargs="+")
    keep.add_argument("--part", choices=SPLITS, help="the part that texts of our own go to")
    keep.add_argument("--out", type=Path, required=True, help="folder for train.jsonl, dev.jsonl, test.jsonl")

    back = commands.add_parser("join", help="gold with texts, for bearwitness evaluate")
    back.add_argument("gold", type=Path, nargs="+")
    back.add_argument("--out", type=Path, required=True)

    agree = commands.add_parser("agreement", parents=[shared], help="compare two annotations of the same reports")
    agree.add_argument("first", type=Path, nargs="+")
    agree.add_argument("--against", type=Path, nargs="+", required=True)
    agree.add_argument("--list", action="store_true", help="name every difference, tab-separated")

    for command, run in ((check, _check), (keep, _write_gold), (agree, _agreement)):
        command.set_defaults(run=run)
    sheets.set_defaults(run=_sheets)
    back.set_defaults(run=_join)
    args = parser.parse_args(argv)
    args.run(args)


def _sheets(args: argparse.Namespace) -> None:
    if args.texts:
        write_own_sheet(args.texts, args.out)
        return
    if args.plan is None:
        raise SystemExit("sheets needs --plan, the file to write the plan to, or --texts.")
    need("muc4", "gvc", "ecbplus")
    draw_sheets(args.out, args.plan, seed=args.seed, sheets=args.sheets)


def _join(args: argparse.Namespace) -> None:
    rows = [join(row) for path in args.gold for _, row in read_lines(path)]
    _write_rows(args.out, rows)
    print(f"{args.out.name}: {len(rows)} reports, {sum(len(row['claims']) for row in rows)} claims")


if __name__ == "__main__":
    main()
