"""Time words: spans and values on MEANTIME, coverage and speed on MUC-4 development texts.

    PYTHONPATH=src python benchmarks/dates.py [--errors]

MEANTIME: recall is over the annotated dates and times (the line that holds the creation date left out); precision
over our
phrases that name a time, against annotations of any type. A value is `equal` if our interval is the annotated one,
cut at the
day of writing or not, and `within` if one of the two lies in the other and both are of the same order of size.
MUC-4: what share of the keys' incident dates some phrase (or the day of writing) reaches, and which time words no
phrase holds.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from bearwitness.phrases.times.find import find_time_phrases
from bearwitness.phrases.times.phrase import TimeKind
from bearwitness.phrases.times.tense import looks_ahead
from bearwitness.records import Period
from bearwitness.resolve.dates import Anchor, resolve_phrase

DATA = Path(__file__).parents[2] / "shared" / "data"
ANNOTATED_LINES = 6  # MEANTIME is annotated as far as the fifth sentence after title and date
NO_TIME = (TimeKind.DURATION, TimeKind.RECURRING, TimeKind.VAGUE)


def gold_days(value: str) -> tuple[date, date] | None:
    """The interval of a TIMEX3 value; None where it has none."""
    value = value.split("T")[0]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6))
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        months = 3 if match[2] == "Q" else 6
        last = months * int(match[3])
        return date(int(match[1]), last - months + 1, 1), date(int(match[1]), last, monthrange(int(match[1]), last)[1])
    if match := re.fullmatch(r"(\d{3})", value):
        return date(int(match[1]) * 10, 1, 1), date(int(match[1]) * 10 + 9, 12, 31)
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    return None


def compare(period: Period, gold: tuple[date, date], written: date) -> str:
    """equal, within or wrong."""
    if period.start is None and period.end is None:
        return "unresolved"
    start = date.fromisoformat(period.start) if period.start else None
    end = date.fromisoformat(period.end) if period.end else None
    capped = (gold[0], min(gold[1], written)) if gold[0] <= written else gold
    if (start, end) in (gold, capped):
        return "equal"
    if (
        (start == gold[0] and end == written)
        or (start is None and end == gold[1])
        or (end is None and start == gold[0])
    ):
        return "equal"  # since, until: the annotation holds the date alone
    if start and end:
        widths = sorted(((end - start).days + 1, (gold[1] - gold[0]).days + 1))
        if (start >= gold[0] and end <= gold[1]) or (start <= gold[0] and end >= gold[1]):
            return "within" if widths[1] <= 4 * widths[0] else "wrong"
    return "wrong"


def meantime(show_errors: bool) -> None:
    """Print the table for MEANTIME."""
    counts: Counter[str] = Counter()
    values: Counter[str] = Counter()
    for line in (DATA / "time" / "meantime" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        creation = [t for t in document["timex3"] if t["creation_time"]]
        floor = max((t["end"] for t in creation), default=0)
        ceiling = len("\n".join(text.split("\n")[:ANNOTATED_LINES]))
        phrases = [p for p in find_time_phrases(text, floor, ceiling) if p.kind not in NO_TIME]
        gold = [t for t in document["timex3"] if not t["creation_time"] and t["start"] >= floor]
        dated = [t for t in gold if t["type"] in ("DATE", "TIME")]
        placed = [t for t in dated if gold_days(t["value"]) is not None]
        anchor = Anchor(published=document["dct"])
        previous: Period | None = None
        periods = {}
        for phrase in phrases:
            ahead = looks_ahead(text, phrase.span)
            period = resolve_phrase(phrase, anchor=anchor, previous=previous, future=ahead)
            periods[phrase.span] = period
            if period.start and period.end:
                previous = period
        for phrase in phrases:
            hits = [t for t in gold if t["start"] < phrase.span[1] and t["end"] > phrase.span[0]]
            counts["ours"] += 1
            counts["ours right"] += bool(hits)
            if not hits and show_errors:
                print("  extra  ", repr(phrase.text), "in", repr(text[phrase.span[0] - 40 : phrase.span[1] + 30]))
        for timex in dated:
            counts["dated"] += 1
            hits = [p for p in phrases if timex["start"] < p.span[1] and timex["end"] > p.span[0]]
            counts["dated found"] += bool(hits)
            if timex not in placed:
                continue
            counts["placed"] += 1
            if not hits:
                if show_errors:
                    print(
                        "  missed ",
                        repr(timex["text"]),
                        timex["value"],
                        repr(text[timex["start"] - 30 : timex["end"] + 20]),
                    )
                continue
            counts["placed found"] += 1
            counts["same span"] += any(_bare(p.text) == _bare(timex["text"]) for p in hits)
            if re.fullmatch(r"\d{4}-\d\d-\d\d", document["dct"] or "") is None:
                continue  # two articles have none, one a date in figures of unknown order
            written = date.fromisoformat(document["dct"])
            # one phrase of ours may hold two annotations ("from 2009 to 2011"): compare with all that it holds
            held = {
                p.span: [
                    days
                    for t in placed
                    if t["start"] < p.span[1] and t["end"] > p.span[0] and (days := gold_days(t["value"]))
                ]
                for p in hits
            }
            verdicts = [
                compare(periods[p.span], (min(d[0] for d in held[p.span]), max(d[1] for d in held[p.span])), written)
                for p in hits
            ]
            verdict = min(verdicts, key=("equal", "within", "unresolved", "wrong").index)
            values[verdict] += 1
            if verdict not in ("equal",) and show_errors:
                period = periods[hits[0].span]
                ours = f"{hits[0].text!r} {period.start} {period.end}"
                print(f"  {verdict:10} {ours} gold {timex['text']!r} {timex['value']} on {document['dct']}")
    print("MEANTIME (60 articles, creation dates left out)")
    _row("dates and times found", counts["dated found"], counts["dated"])
    _row("of those with a calendar value", counts["placed found"], counts["placed"])
    _row("same words (but for the, on, in)", counts["same span"], counts["placed found"])
    _row("our phrases that are time words", counts["ours right"], counts["ours"])
    for verdict in ("equal", "within", "unresolved", "wrong"):
        _row(f"value {verdict}", values[verdict], values.total())


def _row(label: str, part: int, whole: int) -> None:
    print(f"  {label:34} {part:5}/{whole:<5} {part / whole:.3f}")


def _days_between(start: str | None, end: str | None) -> int | None:
    """Days from start to end; None where a side is open or the key's date is in no calendar."""
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days if start and end else None
    except ValueError:
        return None


def _bare(words: str) -> str:
    return re.sub(
        r"^(?:the|on|in|at|by|since|until|as of|from|between|so far|after|before|early|late)\s+",
        "",
        words.lower().strip(" ,'"),
    )


def muc(show_errors: bool) -> None:
    """Print coverage and speed on the MUC-4 development texts."""
    texts: list[str] = []
    reached = total = near = 0
    uncovered: Counter[str] = Counter()
    words_in = words_all = 0
    days = "MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY|TODAY|YESTERDAY|TONIGHT|TOMORROW|OVERNIGHT"
    months = "JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    timeword = re.compile(
        rf"\b(?:{days}|{months}|AGO|19[0-9]{{2}}|LAST NIGHT|(?:THIS|LAST|NEXT) (?:MORNING|EVENING|WEEK|MONTH|YEAR))\b"
    )
    for name in ("dev", "tst1", "tst2"):
        for line in (DATA / "muc4" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            text = document["text"]
            texts.append(text)
            phrases = find_time_phrases(text)
            covered = [p.span for p in phrases]
            for match in timeword.finditer(text):
                words_all += 1
                if any(a <= match.start() and match.end() <= b for a, b in covered):
                    words_in += 1
                else:
                    uncovered[re.sub(r"\s+", " ", text[max(0, match.start() - 18) : match.end() + 18])] += 1
            if not document["date"]:
                continue
            anchor = Anchor(dateline=document["date"])
            periods, previous = [], None
            for phrase in phrases:
                period = resolve_phrase(phrase, anchor=anchor, previous=previous)
                if period.start and period.end:
                    periods.append(period)
                    previous = period
            for template in document["templates"]:
                for option in ((template.get("date") or {}).get("alternatives") or [])[:1]:
                    width = _days_between(option["from"], option["to"])
                    if width is None or width > 31:
                        continue
                    total += 1
                    exact = any(p.start == option["from"] and p.end == option["to"] for p in periods)
                    meets = any(
                        p.start <= option["to"] and p.end >= option["from"] and p.date_prec <= 4 for p in periods
                    )
                    reached += meets
                    near += exact
    words = sum(len(text.split()) for text in texts)
    seconds = min(_timed(texts) for _ in range(3))
    plain = [_PLAIN.sub("so", text.lower()) for text in texts]
    plain_seconds = min(_timed(plain) for _ in range(3))
    print("MUC-4 dev, tst1, tst2")
    _row("time words inside a phrase", words_in, words_all)
    _row("incident dates some phrase meets", reached, total)
    _row("incident dates some phrase equals", near, total)
    print(f"  words a second: {words / seconds / 1e3:.0f} k; without time words: {words / plain_seconds / 1e3:.0f} k")
    if show_errors:
        for snippet, count in uncovered.most_common(120):
            print("  no phrase", count, snippet)


_PLAIN = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|today|yesterday|tomorrow|tonight|"
    r"overnight|morning|afternoon|evening|night|mid|dawn|dusk|noon|day|hour|minute|second|week|fortnight|quarter|year|"
    r"decade|centur|ago|spring|summer|autumn|winter|christmas|lunch)[a-z]*\b|[0-9]"
)


def _timed(texts: list[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        find_time_phrases(text)
    return time.perf_counter() - began


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what was missed, added or valued otherwise")
    errors = parser.parse_args().errors
    if not DATA.exists():
        raise SystemExit(f"no data at {DATA}: the benchmark needs the folder shared beside the repository")
    meantime(errors)
    muc(errors)
