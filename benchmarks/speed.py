"""Words a second beside plain spaCy, in one run, one thread, the same matrix library; and one page from cold.

    python benchmarks/speed.py [--documents 130] [--mixed 25] [--skip-cold | --only-cold]

Plain spaCy is the same small English model with its whole pipeline (`nlp.pipe`), which then still knows no claim. Ours
is extract and resolve of a document that is already read, and the same with reading. Both sides take turns on small
chunks of the same text, in one process; words a second are of processor time, so that other work on the machine counts
for neither, with wall time beside. Recall of gold counts (see muc.py) is of the very documents that were timed.

Sparse text: MUC documents put into ordinary case, among paragraphs of general news (articles of the place-name, event
and gun-violence sets) of which no sentence holds a harm word, until one sentence in 50 does; the share is measured.
"""

from __future__ import annotations

import argparse
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded
os.environ["OMP_NUM_THREADS"] = "1"

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bearwitness.claims.extract import extract
from bearwitness.claims.sentence.harm_lexicon import may_hold_harm
from bearwitness.claims.sentence.model import model_name
from bearwitness.claims.sentence.splitting import split_sentences
from bearwitness.claims.sentence.upper_case import is_mostly_upper, truecase
from bearwitness.documents.read import read_layer
from bearwitness.one_report import ClaimedDocument
from bearwitness.records import Document, Metadata, Received, Rejected, sha256_hex
from bearwitness.resolve.claims import resolve_claims
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.places.words import is_place_word_for
from common import Row, load_now, missing, need, python_path, read_rows, run_measured, share, table
from muc import COUNTS, Read, gold_counts, gold_of, recall

CHUNK = 10  # documents a turn
ONE_IN = 50
PARAGRAPH_SENTENCES = 6


@dataclass
class Clock:
    """Processor and wall seconds of one side."""

    cpu: float = 0.0
    wall: float = 0.0
    _from: tuple[float, float] = field(default=(0.0, 0.0), repr=False)

    def __enter__(self) -> Clock:
        self._from = (time.process_time(), time.perf_counter())
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu += time.process_time() - self._from[0]
        self.wall += time.perf_counter() - self._from[1]


def read_one(text: str, published: str | None) -> Document:
    """A text as the reader makes it a document."""
    content = text.encode()
    received = Received(sha256_hex(content), "report", content, "text/plain", Metadata(published=published))
    found = read_layer(received)
    if isinstance(found, Rejected):
        raise SystemExit(f"the reader rejects a text of this benchmark: {found.reason}")
    return found


def plain_spacy() -> Any:
    """The small English model, whole, on the same matrix library that our parser sets."""
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(model_name())


def measure(rows: Sequence[Row], nlp: Any, gazetteer: Gazetteer) -> tuple[dict[str, Clock], Read]:
    """Time both sides on the rows' texts, in turns; and what ours found."""
    clocks = {"plain spaCy, whole pipeline": Clock(), "extract and resolve": Clock(), "read": Clock()}
    theirs, ours, reading = clocks.values()
    is_place_word: Callable[[str], bool] = is_place_word_for(gazetteer)
    warm = read_one(rows[0]["text"], None)
    extract(warm, is_place_word=is_place_word)
    list(nlp.pipe([rows[0]["text"]]))
    found: dict[int, ClaimedDocument | Rejected] = {}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        with theirs:
            for _ in nlp.pipe(row["text"] for row in chunk):
                pass
        with reading:
            documents = [read_one(row["text"], row.get("date")) for row in chunk]
        with ours:
            for offset, document in enumerate(documents):
                extraction = extract(document, is_place_word=is_place_word)
                claims = resolve_claims(extraction.claims, document, gazetteer=gazetteer)
                found[start + offset] = ClaimedDocument(document, tuple(claims), extraction.set_aside)
    return clocks, Read(list(rows), found, ours.wall)


def harm_share(texts: Sequence[str]) -> tuple[int, int]:
    """Sentences that hold a harm word, and all sentences."""
    held = total = 0
    for text in texts:
        sentences = split_sentences(text)
        total += len(sentences)
        held += sum(may_hold_harm(text, sentence) for sentence in sentences)
    return held, total


def neutral_paragraphs() -> list[str]:
    """Paragraphs of general news without a harm word, in the order of the sets."""
    texts: list[str] = []
    for name in ("lgl", "tr_news", "geowebnews", "geovirus"):
        if missing(f"geo/{name}") is None:
            texts += [row["text"] for row in read_rows("geo", name, "docs.jsonl") if row.get("split") != "held"]
    if missing("ecbplus") is None:
        for row in read_rows("ecbplus", "train.jsonl"):
            texts.append(" ".join(" ".join(words) for words in row["sentences"][1:]))
    if missing("gvc") is None:
        texts += [row["text"] for row in read_rows("gvc", "train.docs.jsonl")]
    found = []
    for text in texts:
        kept = []
        for sentence in split_sentences(text):
            if not may_hold_harm(text, sentence) and sentence.end - sentence.start > 20:
                kept.append(" ".join(text[sentence.start : sentence.end].split()))
            if len(kept) == PARAGRAPH_SENTENCES:
                found.append(" ".join(kept))
                kept = []
    return found


def ordinary_case(text: str) -> str:
    """An upper-case text in the case that news has."""
    return truecase(text, split_sentences(text)) if is_mostly_upper(text) else text


def mixed_rows(rows: Sequence[Row], paragraphs: Sequence[str]) -> list[Row]:
    """The rows' texts among neutral paragraphs, until one sentence in 50 of each holds a harm word."""
    mixed = []
    position = 0
    for row in rows:
        text = ordinary_case(row["text"])
        held, total = harm_share([text])
        wanted = max(0, held * ONE_IN - total) // PARAGRAPH_SENTENCES
        if held == 0 or position + wanted > len(paragraphs):
            continue
        around = list(paragraphs[position : position + wanted])
        position += wanted
        own = text.split("\n\n")
        step = max(1, len(around) // len(own))
        pieces: list[str] = []
        for index, piece in enumerate(own):
            pieces += [piece, *around[index * step : (index + 1) * step if index < len(own) - 1 else None]]
        mixed.append({**row, "text": "\n\n".join(pieces)})
    return mixed


def print_measured(title: str, rows: Sequence[Row], clocks: dict[str, Clock], read: Read, *, goal: str) -> None:
    """Words a second, ratio to plain spaCy and recall."""
    words = sum(len(row["text"].split()) for row in rows)
    held, total = harm_share([row["text"] for row in rows])
    theirs, ours, reading = clocks.values()
    both = Clock(ours.cpu + reading.cpu, ours.wall + reading.wall)
    lines = []
    for name, clock in (*list(clocks.items())[:2], ("read, extract and resolve", both)):
        lines.append((name, words / clock.cpu, words / clock.wall, theirs.cpu / clock.cpu, theirs.wall / clock.wall))
    found = recall(read)
    print(f"\n{title}: {len(rows)} documents, {words:,} words, harm word in {share(held, total):.3f} of sentences")
    table(
        f"one thread, goal {goal}; recall of {COUNTS}: {found.hits[COUNTS]}/{found.totals[COUNTS]} = "
        f"{found.share(COUNTS):.3f} ({load_now()})",
        lines,
        ("words a second", "processor", "wall", "x spaCy (processor)", "x spaCy (wall)"),
    )


def cold_page() -> None:
    """Print wall time and peak memory of `bearwitness claims` on one page from cold, three times.

    A run before them, not counted, leaves the compiled modules that installing a package leaves.
    """
    text = next(ordinary_case(row["text"]) for row in read_rows("muc4", "dev.jsonl") if gold_counts(gold_of(row)))
    command = [sys.executable, "-m", "bearwitness", "claims"]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.txt")
        page.write_text(text, encoding="utf-8")
        compiled = {"PYTHONPYCACHEPREFIX": str(Path(folder, "compiled")), "PYTHONDONTWRITEBYTECODE": ""}
        runs = [run_measured([*command, str(page)], env={**python_path(), **compiled}) for _ in range(4)][1:]
    if any(run.status for run in runs):
        print(f"\nbearwitness claims failed: {runs[0].output[-600:]}")
        return
    rows = [
        (f"run {n}", run.seconds, run.cpu_seconds, run.peak_mb, len(run.output.splitlines()))
        for n, run in enumerate(runs, 1)
    ]
    table(
        f"`bearwitness claims` on one page of {len(text.split())} words, a process each; goal < 3 s, < 400 MB "
        f"({load_now()})",
        rows,
        ("from cold", "seconds", "processor", "peak MB", "claims"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=130, help="MUC documents to time")
    parser.add_argument("--mixed", type=int, default=25, help="MUC documents to put among neutral text")
    cold = parser.add_mutually_exclusive_group()
    cold.add_argument("--skip-cold", action="store_true", help="leave out the page from cold")
    cold.add_argument("--only-cold", action="store_true", help="the page from cold and nothing else")
    options = parser.parse_args(arguments)
    need("muc4")
    if options.only_cold:
        cold_page()
        return 0
    every = read_rows("muc4", "dev.jsonl")
    rows = every[:: max(1, len(every) // options.documents)][: options.documents]
    nlp, gazetteer = plain_spacy(), Gazetteer.packaged()
    clocks, read = measure(rows, nlp, gazetteer)
    print_measured("MUC-4 dev", rows, clocks, read, goal="at least 3 x")
    paragraphs = neutral_paragraphs()
    counted = [row for row in every if gold_counts(gold_of(row))][: options.mixed]
    sparse = mixed_rows(counted, paragraphs)
    if sparse:
        clocks, read = measure(sparse, nlp, gazetteer)
        print_measured("One sentence in 50", sparse, clocks, read, goal="at least 15 x")
        kept = {row["doc_id"] for row in sparse}
        same = [{**row, "text": ordinary_case(row["text"])} for row in counted if row["doc_id"] in kept]
        _, alone = measure(same, nlp, gazetteer)
        found = recall(alone)
        print(f"  the same MUC documents alone: recall {found.hits[COUNTS]}/{found.totals[COUNTS]}")
    if not options.skip_cold:
        cold_page()
    return 0


if __name__ == "__main__":
    sys.exit(main())
