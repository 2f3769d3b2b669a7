"""Gun Violence Corpus: articles -> incidents -> figures, as `record` makes them, beside the floors of the same run.

    python benchmarks/gvc.py                    train and dev
    python benchmarks/gvc.py --split dev --wrong      each incident whose killed or injured differ, with what was read

*Linking* is B-cubed over documents; a document's incident is the one with most of its claims of deaths and injuries,
the earliest on a tie; without incident claims it is alone. Beside it: the incident of its first such claim. Floors:
TF-IDF clusters (1-2-grams, fitted on train, average linkage at distance 0.85, as the data's README has it) and every
document alone.

*Figures* (profile `minmax`, cell `all`) are those of the incident that holds most of the documents of a gold incident.
Right: `best` equals the incident record; no row counts as 0; null is wrong. Floor: always 1 killed, 0 injured. Several
victims: more than one killed or injured in the record. Within: low <= truth <= high, open bounds unbounded.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bearwitness.ledger import Build, open_ledger
from bearwitness.pipeline import record
from common import Row, load_now, need, read_rows, share, table, write_reports

LETHAL = ("killed", "injured")
LETHAL_CLAIMS = frozenset({*LETHAL, "killed_or_injured"})  # an arrest may be an incident of its own
TFIDF_DISTANCE = 0.85


@dataclass(frozen=True)
class Recorded:
    """The articles of a split as a ledger holds them."""

    rows: list[Row]
    incidents: dict[str, Row]  # gold records by incident_id
    document_of: dict[int, str]  # row -> document_id, of what was recorded
    incident_of: dict[str, str]  # document_id -> our incident_id, that of most of its claims
    first_told: dict[str, str]  # document_id -> our incident_id, that of its first claim
    figures: dict[str, dict[str, Row]]  # our incident_id -> harm -> figure
    summary: str
    seconds: float

    def assignment(self, incident_of: Mapping[str, str] | None = None) -> list[object]:
        """Our incident of each row; a document without one is alone."""
        incident_of = self.incident_of if incident_of is None else incident_of
        found: list[object] = []
        for index in range(len(self.rows)):
            document_id = self.document_of.get(index)
            found.append(incident_of.get(document_id, document_id) if document_id else f"not recorded: {index}")
        return found


def record_split(split: str, *, workers: int | None = None) -> Recorded:
    """Record a split into a ledger of its own, with default settings, and read back what is scored."""
    rows = read_rows("gvc", f"{split}.docs.jsonl")
    incidents = {row["incident_id"]: row for row in read_rows("gvc", f"{split}.incidents.jsonl")}
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        reports = write_reports(Path(folder, "articles.jsonl"), rows)
        done = record([str(reports)], ledger=Path(folder, "ledger"), workers=workers)
        seconds = time.perf_counter() - started
        with open_ledger(Path(folder, "ledger")) as ledger:
            build = ledger.current_build()
            document_of = rows_of_arrivals(build)
            incident_of, first_told = incidents_of_documents(build)
            figures: defaultdict[str, dict[str, Row]] = defaultdict(dict)
            for figure in build.table("figures", where={"profile": "minmax", "cell": "all"}).to_pylist():
                figures[figure["incident_id"]][figure["harm"]] = figure
    summary = f"{done.given} given = {done.recorded} recorded + {done.duplicate} duplicate + {done.rejected} rejected"
    return Recorded(rows, incidents, document_of, incident_of, first_told, dict(figures), summary, seconds)


def rows_of_arrivals(build: Build) -> dict[int, str]:
    """Row of the file (0-based) -> document_id."""
    arrivals = build.table("arrivals", columns=["document_id", "part"]).to_pylist()
    kept = set(build.table("documents", columns=["document_id"]).column("document_id").to_pylist())
    return {int(a["part"].split()[-1]) - 1: a["document_id"] for a in arrivals if a["document_id"] in kept}


def incidents_of_documents(build: Build) -> tuple[dict[str, str], dict[str, str]]:
    """document_id -> the incident that holds most of its claims, and the one that its first claim is in.

    Claims of deaths and injuries count; others only in a document that has none of these.
    """
    claims = build.table("claims", columns=["claim_id", "document_id", "start", "harm"]).to_pylist()
    incident_of = {
        m["claim_id"]: m["incident_id"]
        for m in build.table("incident_claims", columns=["incident_id", "claim_id"]).to_pylist()
    }
    told: defaultdict[str, list[tuple[bool, int, str]]] = defaultdict(list)
    for c in claims:
        if c["claim_id"] in incident_of:
            told[c["document_id"]].append((c["harm"] not in LETHAL_CLAIMS, c["start"], incident_of[c["claim_id"]]))
    most, first = {}, {}
    for document_id, places in told.items():
        places.sort()
        kept = [incident for other, _, incident in places if other == places[0][0]]
        counts = Counter(kept)
        most[document_id] = max(kept, key=lambda incident: (counts[incident], -kept.index(incident)))
        first[document_id] = kept[0]
    return most, first


def b_cubed(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters, averaged over items; both lists give each item's cluster, in one order."""
    by_found, by_gold = defaultdict(set), defaultdict(set)
    for item, (label, truth) in enumerate(zip(found, gold, strict=True)):
        by_found[label].add(item)
        by_gold[truth].add(item)
    pairs = list(zip(found, gold, strict=True))
    precision = sum(len(by_found[f] & by_gold[g]) / len(by_found[f]) for f, g in pairs) / len(pairs)
    recall = sum(len(by_found[f] & by_gold[g]) / len(by_gold[g]) for f, g in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


@dataclass(frozen=True)
class Outcome:
    """One gold incident with what our figures say of it."""

    gold: Row
    found: dict[str, Row]  # harm -> figure
    titles: list[str]

    def best(self, harm: str) -> int | None:
        """The figure's best; no row is 0."""
        return self.found[harm]["best"] if harm in self.found else 0

    def right(self) -> bool:
        """Whether killed and injured both are the record's."""
        return all(self.best(harm) == self.gold[harm] for harm in LETHAL)

    def within(self, harm: str) -> bool:
        """Whether the record's number lies in the range."""
        figure = self.found.get(harm)
        low, high = (figure["low"], figure["high"]) if figure else (0, 0)
        truth = self.gold[harm]
        return (low is None or low <= truth) and (high is None or truth <= high)

    def several(self) -> bool:
        """Whether the record has more than one victim."""
        return bool(self.gold["killed"] + self.gold["injured"] > 1)


def outcomes(recorded: Recorded) -> list[Outcome]:
    """Gold incidents that have a record, with our figures."""
    assigned = recorded.assignment()
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(recorded.rows):
        members[row["incident_id"]].append(index)
    found = []
    for incident_id, gold in recorded.incidents.items():
        if not members[incident_id]:
            continue
        votes = Counter(assigned[index] for index in members[incident_id])
        ours = min(votes, key=lambda name: (-votes[name], str(name)))
        titles = [recorded.rows[index]["title"] for index in members[incident_id]]
        found.append(Outcome(gold, recorded.figures.get(str(ours), {}), titles))
    return found


def tfidf_clusters(rows: Sequence[Row]) -> list[object]:
    """Clusters of TF-IDF vectors of title and text, fitted on train, by average linkage."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    def texts(some: Sequence[Row]) -> list[str]:
        return [f"{row['title']}\n\n{row['text']}" for row in some]

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english", min_df=2)
    vectorizer.fit(texts(read_rows("gvc", "train.docs.jsonl")))
    vectors = vectorizer.transform(texts(rows)).toarray()
    clusters = AgglomerativeClustering(
        n_clusters=None, distance_threshold=TFIDF_DISTANCE, metric="precomputed", linkage="average"
    )
    return list(clusters.fit_predict(np.clip(1 - vectors @ vectors.T, 0, 2)))


def scores(recorded: Recorded) -> dict[str, tuple[float, float, float]]:
    """B-cubed precision, recall and F1 of the record and of both floors."""
    gold = [row["incident_id"] for row in recorded.rows]
    return {
        "the record": b_cubed(recorded.assignment(), gold),
        "the record, first told": b_cubed(recorded.assignment(recorded.first_told), gold),
        "floor: TF-IDF clusters": b_cubed(tfidf_clusters(recorded.rows), gold),
        "floor: every document alone": b_cubed(list(range(len(gold))), gold),
    }


def both_right(found: Sequence[Outcome]) -> float:
    """Share of incidents with killed and injured both right."""
    return share(sum(o.right() for o in found), len(found))


def print_split(split: str, *, wrong: bool = False) -> None:
    """Record a split and print its tables."""
    recorded = record_split(split)
    found = outcomes(recorded)
    several = [o for o in found if o.several()]
    title = f"GVC {split}: {recorded.summary}, {recorded.seconds:.0f} s ({load_now()})"
    table(title, [(n, *s) for n, s in scores(recorded).items()], ("documents -> incidents, B3", "P", "R", "F1"))
    lines: list[tuple[Any, ...]] = []
    for name, group in (("all", found), ("one victim", [o for o in found if not o.several()]), ("several", several)):
        floor = share(sum(o.gold["killed"] == 1 and o.gold["injured"] == 0 for o in group), len(group))
        killed, injured = (share(sum(o.best(h) == o.gold[h] for o in group), len(group)) for h in LETHAL)
        lines.append((name, len(group), sum(o.right() for o in group), both_right(group), floor, killed, injured))
    head = ("killed and injured", "incidents", "both right", "share", "floor 1/0", "killed", "injured")
    table("minmax best = incident record", lines, head)
    spans: list[tuple[Any, ...]] = []
    for harm in LETHAL:
        figures = [o.found[harm] for o in found if harm in o.found]
        closed = [f["high"] - f["low"] for f in figures if f["low"] is not None and f["high"] is not None]
        null = sum(f["best"] is None for f in figures)
        within = share(sum(o.within(harm) for o in found), len(found))
        spans.append((harm, within, len(figures), null, len(figures) - len(closed), _median(closed), _wide(closed)))
    both = share(sum(all(o.within(h) for h in LETHAL) for o in found), len(found))
    spans.append(("both", both, "", "", "", "", ""))
    head = ("low <= truth <= high", "share", "figures", "best null", "open", "median width", "wider than 0")
    table("ranges (width of those not open)", spans, head)
    if wrong:
        for o in found:
            if not o.right():
                ours = {h: (f["low"], f["best"], f["high"]) for h, f in o.found.items()}
                where = f"{o.gold['incident_id']} {o.gold['city_or_county']} {o.gold['date']}"
                print(f"\n{where}: record {o.gold['killed']}/{o.gold['injured']}, ours {ours}")
                for headline in o.titles[:5]:
                    print(f"    {headline[:110]}")


def _median(values: Sequence[int]) -> object:
    return statistics.median(values) if values else ""


def _wide(values: Sequence[int]) -> float:
    return share(sum(v > 0 for v in values), len(values))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables of each split."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["train", "dev"], nargs="+", default=["train", "dev"])
    parser.add_argument("--wrong", action="store_true", help="print the incidents whose figures differ")
    options = parser.parse_args(arguments)
    need("gvc")
    for split in options.split:
        print_split(split, wrong=options.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
