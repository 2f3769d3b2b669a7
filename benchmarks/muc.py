"""MUC-4: recall of the counts and of the victims in the keys, and a sample of claims for a person to judge.

    python benchmarks/muc.py                                    recall on TST1+TST2
    python benchmarks/muc.py --misses                           the same, and each count that no claim gives
    python benchmarks/muc.py --sample 100 --seed 7 -o FILE      asserted claims with a number, to be judged by hand
    python benchmarks/muc.py --judged FILE                      the shares that a judged sheet adds up to

The keys hold only what the 1992 task thought relevant, so they measure recall and values; whether a claim is true to
the page is for a person to judge. The reader sees text and date, never a key.

A *gold count* is a distinct (document, effect, number) of the human targets whose effect is DEATH, INJURY or either:
numbers of two or more, of which alternatives count as one. PLURAL names no number and is scored apart. A claim gives
the count if it is not a denial, its harm is of that effect (`killed_or_injured` is of both), and it says the number:
"6" as 6, at least 6 or about 6; "23 -" as at least 23 or more than 23 too; "- 15" as up to 15 too; "6 - 8" as that
range, or as both its ends in two claims. A *gold victim* is a human target, singles and PLURAL included; a claim names
it if it shares a word of its names or descriptions.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bearwitness.one_report import ClaimedDocument
from bearwitness.records import Claim, Factuality, Harm, Rejected, Scope
from common import Row, load_now, need, read_claims, read_rows, share, table, write_reports

EFFECTS = {"DEATH": Harm.KILLED, "INJURY": Harm.INJURED}
_SMALL_WORDS = frozenset(["an", "and", "from", "her", "his", "in", "of", "or", "other", "the", "their", "to", "with"])

Number = tuple[int | None, int | None]
"""Low and high of a number in a key; None is open."""


@dataclass(frozen=True)
class Gold:
    """A human target killed or injured, as a key has it."""

    doc_id: str
    harms: frozenset[Harm]
    numbers: tuple[Number, ...]
    plural: bool
    optional: bool
    words: frozenset[str]
    label: str


def gold_of(row: Row) -> list[Gold]:
    """The human targets of a document that were killed or injured."""
    found = []
    for template in row["templates"]:
        for target in template.get("human_targets") or ():
            effects = {name for effect in target["effect"] for name in effect["alternatives"]}
            harms = frozenset(EFFECTS[name] for name in effects if name in EFFECTS)
            if not harms:
                continue
            options = (target.get("number") or {}).get("alternatives", [])
            numbers = tuple(sorted({(o.get("low"), o.get("high")) for o in options if not o.get("plural")}, key=str))
            names = [*target["name"], *target["description"]]
            found.append(
                Gold(
                    row["doc_id"],
                    harms,
                    numbers,
                    any(o.get("plural") for o in options),
                    bool(template["optional"] or target["optional"]),
                    words_of(" ".join(names)),
                    " / ".join(names),
                )
            )
    return found


def gold_counts(golds: Iterable[Gold]) -> list[Gold]:
    """One target for each distinct (document, effect, number) with a number of two or more."""
    kept: dict[tuple[object, ...], Gold] = {}
    for gold in golds:
        if any(max(low or 0, high or 0) >= 2 for low, high in gold.numbers):
            kept.setdefault((gold.doc_id, gold.harms, gold.numbers), gold)
    return list(kept.values())


def words_of(text: str) -> frozenset[str]:
    """Words that can tell people apart, without plural endings."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    return frozenset(re.sub(r"(?:ies|es|s)$", "", word) for word in found if len(word) > 1 and word not in _SMALL_WORDS)


def says(claim: Claim, number: Number) -> bool:
    """Whether a claim says a number of a key."""
    low, high = number
    if low is None:
        return high in (claim.high, claim.best)
    if high is None:
        return claim.low in (low, low + 1) or claim.best == low
    if low != high:
        return (claim.low, claim.high) == number
    return low in (claim.low, claim.best) or (claim.low is None and claim.best is None and claim.high == low)


def has_harm(claim: Claim, harms: frozenset[Harm]) -> bool:
    """Whether a claim that is no denial speaks of one of these harms."""
    return claim.factuality != Factuality.DENIED and (claim.harm in harms or claim.harm == Harm.KILLED_OR_INJURED)


def gives_number(claims: Sequence[Claim], gold: Gold) -> list[Claim]:
    """The claims that give a target's number."""
    fitting = [c for c in claims if has_harm(c, gold.harms)]
    found = [c for c in fitting if any(says(c, number) for number in gold.numbers)]
    for low, high in gold.numbers:
        if low is not None and high is not None and low != high:
            ends = [[c for c in fitting if says(c, (end, end))] for end in (low, high)]
            if all(ends):
                found += ends[0] + ends[1]
    if gold.plural:
        found += [c for c in fitting if max(c.low or 0, c.best or 0, c.high or 0) >= 2]
    return found


def names_victims(claim: Claim, gold: Gold) -> bool:
    """Whether a claim shares a word with the target's names or descriptions."""
    said = " ".join(filter(None, [claim.victims.text, claim.quote, *(n.text for n in claim.victims.names)]))
    return bool(words_of(said) & gold.words)


def names_one(claim: Claim, gold: Gold) -> bool:
    """Whether a claim of several people lists this single person by name."""
    listed = [words_of(name.text) for name in claim.victims.names]
    return (1, 1) in gold.numbers and any(words & gold.words for words in listed)


@dataclass(frozen=True)
class Read:
    """Documents with their keys and what was read from them."""

    rows: list[Row]
    found: dict[int, ClaimedDocument | Rejected]
    seconds: float

    def claims(self, index: int) -> tuple[Claim, ...]:
        """Claims of a document; none where it was rejected."""
        item = self.found.get(index)
        return item.claims if isinstance(item, ClaimedDocument) else ()


def read_sets(names: Sequence[str] = ("tst1", "tst2"), *, first: int | None = None) -> Read:
    """Read whole sets through reader, extractor and resolver."""
    rows = [row for name in names for row in read_rows("muc4", f"{name}.jsonl")][:first]
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        reports = ({"text": row["text"], "published": row["date"]} for row in rows)
        found = read_claims(write_reports(Path(folder, "reports.jsonl"), reports))
    return Read(rows, found, time.perf_counter() - started)


@dataclass(frozen=True)
class Recall:
    """Hits and totals by the name of what is counted, and the counts that no claim gives."""

    hits: Counter[str]
    totals: Counter[str]
    missed: list[tuple[Gold, tuple[Claim, ...]]]

    def share(self, name: str) -> float:
        """Recall of one line."""
        return share(self.hits[name], self.totals[name])


COUNTS, COUNTS_HERE = "counts of 2 or more", "  in a claim of incident scope"
COUNTS_FIRM, PLURALS = "  in templates not optional", "PLURAL: two or more, no number"
VICTIMS = "victims, by number and words"


def recall(read: Read) -> Recall:
    """Recall of gold counts and gold victims over documents that were read."""
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    missed = []
    for index, row in enumerate(read.rows):
        claims = read.claims(index)
        golds = gold_of(row)
        counts = gold_counts(golds)
        for gold in counts:
            giving = gives_number(claims, gold)
            totals[COUNTS] += 1
            hits[COUNTS] += bool(giving)
            totals[COUNTS_HERE] += 1
            hits[COUNTS_HERE] += any(c.scope == Scope.INCIDENT for c in giving)
            if not gold.optional:
                totals[COUNTS_FIRM] += 1
                hits[COUNTS_FIRM] += bool(giving)
            if not giving:
                missed.append((gold, claims))
        for gold in {(g.harms, g.label): g for g in golds if g.plural and not g.numbers}.values():
            totals[PLURALS] += 1
            hits[PLURALS] += any(names_victims(c, gold) for c in gives_number(claims, gold))
        for gold in {(g.harms, g.numbers, g.plural, g.label): g for g in golds}.values():
            _score_victim(gold, claims, hits, totals)
    return Recall(hits, totals, missed)


def _score_victim(gold: Gold, claims: Sequence[Claim], hits: Counter[str], totals: Counter[str]) -> None:
    giving = gives_number(claims, gold)
    naming = [c for c in claims if has_harm(c, gold.harms) and names_victims(c, gold)]
    both = any(names_victims(c, gold) for c in giving) or any(names_one(c, gold) for c in naming)
    one = gold.numbers == ((1, 1),) and not gold.plural
    for name, hit in (
        (VICTIMS, both),
        ("  of them singles" if one else "  of them several", both),
        ("  by words alone", bool(naming)),
        ("  by number alone", bool(giving)),
    ):
        totals[name] += 1
        hits[name] += hit


# ---- a sample to judge -----------------------------------------------------------------------------------------------

SHEET = """# {count} asserted claims with a number, killed or injured, drawn at random (seed {seed}) from {sets}

For each claim read its words on the page: the quote stands between >>> and <<<, the number between [[ and ]]. Judge
each key against the page alone, and write y (as stated), n (not) or - (nothing to judge) behind the `=`:

- count: the page says this number of people (low, best, high; null is open), with this modifier
- harm: it was this that happened to them, as something that happened
- victims: the words name these people, and the traits given are said
- claimant: this is who says so; "(the publisher)" where nobody is named as saying it
- place: the words and the place found are where it happened; `-` if the page says none and none is given
- time: the dates given are when it happened; `-` if the page says none and none is given
"""

KEYS = ("count", "harm", "victims", "claimant", "place", "time")


def sample(read: Read, *, size: int, seed: int) -> list[tuple[Row, ClaimedDocument, Claim]]:
    """Claims drawn at random: asserted, with a printed number, killed or injured."""
    wanted = []
    for index, row in enumerate(read.rows):
        item = read.found.get(index)
        for claim in read.claims(index):
            firm = claim.factuality == Factuality.ASSERTED and claim.harm in (Harm.KILLED, Harm.INJURED)
            if firm and claim.count_text is not None and isinstance(item, ClaimedDocument):
                wanted.append((row, item, claim))
    drawn = random.Random(seed).sample(range(len(wanted)), min(size, len(wanted)))
    return [wanted[k] for k in sorted(drawn)]


def sheet(drawn: Sequence[tuple[Row, ClaimedDocument, Claim]], *, seed: int, sets: str, whole_page: bool) -> str:
    """The sample as a text for a person who has not seen the code."""
    parts = [SHEET.format(count=len(drawn), seed=seed, sets=sets)]
    for number, (row, item, claim) in enumerate(drawn, 1):
        document = item.document
        lines = [f"## {number}. {row['doc_id']}  (published {document.published or 'unknown'})", ""]
        lines += [_marked(document.text, claim, whole_page=whole_page), ""]
        lines += [f"    {line}" for line in _keys(claim)]
        lines += ["", "    judge: " + "  ".join(f"{key}=" for key in KEYS) + "  note="]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _marked(text: str, claim: Claim, *, whole_page: bool) -> str:
    """The page, or its opening and the paragraphs around the claim, with quote and number marked."""
    marks = [(claim.start, ">>>"), (claim.end, "<<<")]
    if claim.count_start is not None and claim.count_end is not None:
        marks += [(claim.count_start, "[["), (claim.count_end, "]]")]
    shown = text
    opening = {">>>": 0, "[[": 1, "]]": 2, "<<<": 3}
    for offset, mark in sorted(marks, key=lambda m: (m[0], opening[m[1]]), reverse=True):
        shown = shown[:offset] + mark + shown[offset:]
    paragraphs = re.split(r"\n\s*\n", shown)
    if whole_page:
        return "\n\n".join(paragraphs)
    holds = [i for i, p in enumerate(paragraphs) if ">>>" in p or "<<<" in p]
    near = range(max(0, holds[0] - 2), min(len(paragraphs), holds[-1] + 2))
    wanted = sorted({0, *near})
    pieces = []
    for position, i in enumerate(wanted):
        if position and wanted[position - 1] != i - 1:
            pieces.append("[...]")
        pieces.append(paragraphs[i])
    return "\n\n".join(pieces)


def _keys(claim: Claim) -> list[str]:
    victims, claimant, place, time_ = claim.victims, claim.claimant, claim.place, claim.time
    traits = [victims.status.value, victims.role, victims.age_group.value, victims.sex.value]
    names = ", ".join(name.text for name in victims.names)
    who = "(the publisher)" if claimant is None else repr(claimant.text)
    if claimant is not None:
        who += f" refers to {claimant.refers_to!r}" if claimant.refers_to else ""
        who += f" chain {' <- '.join(claimant.chain)}" if claimant.chain else ""
    where = "-"
    if place is not None:
        found = f"{place.name}, {'/'.join(place.country)}, {place.adm1}" if place.lat is not None else "in no gazetteer"
        where = f"{place.text!r} -> {found} (precision {place.where_prec}, from {place.basis})"
    when = "-"
    if time_ is not None:
        when = f"{time_.text!r} -> {time_.start} to {time_.end} (precision {time_.date_prec}, from {time_.basis})"
    bounds = f"low {_plain(claim.low)}, best {_plain(claim.best)}, high {_plain(claim.high)}"
    return [
        f"count     {claim.count_text!r}: {bounds}, {claim.modifier.value}, {claim.counting.value}, {claim.unit.value}",
        f"harm      {claim.harm.value}, {claim.factuality.value}, scope {claim.scope.value}",
        f"victims   {victims.text!r} {' '.join(t for t in traits if t and t != 'unknown')} {names}".rstrip(),
        f"claimant  {who}",
        f"place     {where}",
        f"time      {when}",
    ]


def _plain(number: int | None) -> str:
    return "null" if number is None else str(number)


def judged(path: Path) -> None:
    """Print the shares of a sheet that a person has filled in."""
    marks: dict[str, Counter[str]] = {key: Counter() for key in KEYS}
    both: Counter[bool] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip().startswith("judge:"):
            continue
        given = {key: mark.lower() for key, mark in re.findall(r"(\w+)=\s*([yn-])(?=\s|$)", line, re.IGNORECASE)}
        for key in KEYS:
            marks[key][given.get(key, "")] += 1
        if given.get("count") in ("y", "n") and given.get("harm") in ("y", "n"):
            both[given["count"] == given["harm"] == "y"] += 1
    rows = [(key, m["y"], m["n"], m["-"], m[""], share(m["y"], m["y"] + m["n"])) for key, m in marks.items()]
    rows.append(("count and harm", both[True], both[False], 0, 0, share(both[True], both.total())))
    table(f"Judged against the page: {path.name}", rows, ("key", "right", "wrong", "none", "unjudged", "share right"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the recall, or write a sample to judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", default=["tst1", "tst2"], choices=["dev", "tst1", "tst2"])
    parser.add_argument("--misses", action="store_true", help="print each count that no claim gives")
    parser.add_argument("--sample", type=int, metavar="N", help="write this many claims to judge")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole-page", action="store_true", help="print the whole document with each claim")
    parser.add_argument("-o", "--output", type=Path, help="file for --sample")
    parser.add_argument("--judged", type=Path, metavar="FILE", help="add up a judged sheet")
    options = parser.parse_args(arguments)
    if options.judged:
        judged(options.judged)
        return 0
    if (options.sample is None) != (options.output is None):
        parser.error("--sample N and -o FILE go together")
    need("muc4")
    read = read_sets(options.sets)
    found = recall(read)
    rejected = sum(isinstance(item, Rejected) for item in read.found.values())
    words = sum(len(row["text"].split()) for row in read.rows)
    claims = sum(len(read.claims(i)) for i in range(len(read.rows)))
    sets = "+".join(name.upper() for name in options.sets)
    table(
        f"MUC-4 {sets}: {len(read.rows)} documents, {rejected} rejected, {claims} claims, "
        f"{words / read.seconds:,.0f} words/s with reading ({load_now()})",
        [(name, found.hits[name], found.totals[name], found.share(name)) for name in found.totals],
        ("recall of", "found", "gold", "share"),
    )
    if options.misses:
        for gold, near in found.missed:
            print(f"\n{gold.doc_id} {'/'.join(sorted(gold.harms))} {gold.numbers} {gold.label}")
            for c in near:
                if has_harm(c, gold.harms):
                    print(f"    {c.harm.value} {c.low}/{c.best}/{c.high} {' '.join(c.quote.split())[:100]!r}")
    if options.sample is not None:
        drawn = sample(read, size=options.sample, seed=options.seed)
        text = sheet(drawn, seed=options.seed, sets=sets, whole_page=options.whole_page)
        options.output.write_text(text, encoding="utf-8")
        print(f"\n{len(drawn)} claims to judge: {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
