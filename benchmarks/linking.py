"""Documents -> incidents on the Gun Violence Corpus: B-cubed F1 of the record, beside both floors in the same run.

    python benchmarks/linking.py --split dev                        through a ledger, as a user would
    python benchmarks/linking.py --split dev --through stages       by calling the stages
    python benchmarks/linking.py --save claims.pickle               keep what was read; later --load claims.pickle

Floors: every document alone; and TF-IDF clusters (1-2-grams with title, fitted on train; average linkage, cosine
distance 0.85, the settings that reproduce the figures of the data's README). A document's incident is the one
that it tells first, of those in which people were killed or injured; a document without incident claims is alone.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bearwitness.config import LinkSettings
from bearwitness.documents.copies import copy_groups, shingle_signature, wire_credit
from bearwitness.incidents import LinkResult, link, link_claims
from bearwitness.incidents.compare import cosine
from bearwitness.incidents.features import LinkClaim, document_sketch
from bearwitness.incidents.mentions import TermWeights
from bearwitness.records import Claim, Document, Incident, sha256_hex

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "gvc"
FLOOR_DISTANCE = 0.85

# A document is about those it says were hurt; an arrest it reports may be an incident of its own.
LETHAL = frozenset({"killed", "injured", "killed_or_injured"})

Row = dict[str, Any]
Place = tuple[str, int, bool]  # where a claim stands: document, offset, whether people were killed or injured


def b_cubed(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters, averaged over items; both lists give each item's cluster, in one order."""
    by_found, by_gold = defaultdict(set), defaultdict(set)
    for item, (label, truth) in enumerate(zip(found, gold, strict=True)):
        by_found[label].add(item)
        by_gold[truth].add(item)
    precision = recall = 0.0
    for label, truth in zip(found, gold, strict=True):
        shared = len(by_found[label] & by_gold[truth])
        precision += shared / len(by_found[label])
        recall += shared / len(by_gold[truth])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def read_rows(split: str) -> list[Row]:
    """The documents of a split, in the order of the file."""
    with (SHARED / f"{split}.docs.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def layer(row: Row) -> str:
    """Title, blank line, body, as in a text layer."""
    return f"{row['title']}\n\n{row['text']}"


def tfidf_floor(rows: Sequence[Row]) -> list[object]:
    """Clusters of TF-IDF vectors by average linkage."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english", min_df=2)
    vectorizer.fit([layer(row) for row in read_rows("train")])
    vectors = vectorizer.transform([layer(row) for row in rows]).toarray()
    return average_linkage(vectors @ vectors.T, FLOOR_DISTANCE)


def average_linkage(likeness: Any, distance: float) -> list[object]:
    """Cluster labels from a matrix of likenesses."""
    from sklearn.cluster import AgglomerativeClustering

    clusters = AgglomerativeClustering(
        n_clusters=None, distance_threshold=distance, metric="precomputed", linkage="average"
    )
    return list(clusters.fit_predict(np.clip(1 - likeness, 0, 2)))


def sketch_alone(rows: Sequence[Row], least: float = 0.16) -> list[object]:
    """Clusters by the likeness of our text sketches alone: what rare words give without any claim."""
    from types import SimpleNamespace

    sketches = [document_sketch(document(row)) for row in rows]
    weights = TermWeights(sketches, {})
    vectors = [SimpleNamespace(**dict(zip(("terms", "weights"), weights.weigh(s)[:2], strict=True))) for s in sketches]
    likeness = np.array([[cosine(one, other) for other in vectors] for one in vectors])
    return average_linkage(likeness, 1 - least)


def document(row: Row) -> Document:
    """A record of an article as the reader would make it."""
    text = layer(row)
    return Document(
        document_id=sha256_hex(json.dumps(row, sort_keys=True).encode()),
        media_type="text/plain",
        title=row["title"],
        publisher=None,
        country=None,
        url=row["url"],
        published=row["published"],
        published_from="metadata",
        language="en",
        layer_hash=sha256_hex(text.encode()),
        text=text,
        reader="benchmark",
        body_start=len(row["title"]) + 2,
    )


def read_claims(rows: Sequence[Row]) -> list[tuple[Document, list[Claim]]]:
    """Extraction and resolution by calling the stages."""
    from bearwitness.claims.extract import extract
    from bearwitness.resolve.claims import resolve_claims
    from bearwitness.resolve.gazetteer import Gazetteer

    gazetteer = Gazetteer.packaged()
    documents = [document(row) for row in rows]
    return [(doc, resolve_claims(extract(doc).claims, doc, gazetteer=gazetteer)) for doc in documents]


def link_read(read: Sequence[tuple[Document, list[Claim]]]) -> LinkResult:
    """Copies and linking by calling the stages."""
    members = copy_groups((d.document_id, shingle_signature(d.text), len(d.text), wire_credit(d.text)) for d, _ in read)
    features: list[LinkClaim] = [feature for doc, claims in read for feature in link_claims(claims, document=doc)]
    copies = {member.document_id: member.copy_group_id for member in members}
    return link(features, copy_groups=copies, settings=LinkSettings())


def through_stages(rows: Sequence[Row], read: Sequence[tuple[Document, list[Claim]]] | None = None) -> list[object]:
    """Each document's incident by calling the stages in this process."""
    read = read or read_claims(rows)
    order = {c.claim_id: (doc.document_id, c.start, c.harm in LETHAL) for doc, claims in read for c in claims}
    held = incident_of_documents(link_read(read).incidents, order)
    return [held.get(doc.document_id, doc.document_id) for doc, _ in read]


def through_ledger(rows: Sequence[Row]) -> list[object]:
    """Each document's incident as `bearwitness record` writes it into a ledger."""
    import pyarrow.parquet as pq

    from bearwitness.pipeline import record

    with tempfile.TemporaryDirectory() as folder:
        articles, ledger = Path(folder, "articles.jsonl"), Path(folder, "ledger")
        keys = ("title", "text", "published", "url")
        lines = [json.dumps({key: row[key] for key in keys}, ensure_ascii=False) for row in rows]
        articles.write_text("\n".join(lines) + "\n", encoding="utf-8")
        record([str(articles)], ledger=ledger)
        build = ledger / "tables" / (ledger / "tables" / "current").read_text(encoding="utf-8").strip()
        tables = {name: pq.read_table(build / f"{name}.parquet").to_pylist() for name in ("incident_claims", "claims")}
        documents = pq.read_table(build / "documents.parquet", columns=["document_id", "title", "url"]).to_pylist()
    order = {c["claim_id"]: (c["document_id"], c["start"], c["harm"] in LETHAL) for c in tables["claims"]}
    held = first_told(((row["incident_id"], row["claim_id"]) for row in tables["incident_claims"]), order)
    by_address: dict[tuple[str, str], str] = {(row["url"], row["title"]): row["document_id"] for row in documents}
    found: list[object] = []
    for index, row in enumerate(rows):
        document_id = by_address.get((row["url"], row["title"]))
        found.append(held.get(document_id, document_id) if document_id else f"not recorded: {index}")
    return found


def incident_of_documents(incidents: Iterable[Incident], order: Mapping[str, Place]) -> dict[str, str]:
    """The incident of each document's first claim, those of deaths and injuries before others."""
    return first_told(((i.incident_id, claim_id) for i in incidents for claim_id in i.claim_ids), order)


def first_told(rows: Iterable[tuple[str, str]], order: Mapping[str, Place]) -> dict[str, str]:
    """As `incident_of_documents`, from (incident_id, claim_id) rows."""
    first: dict[str, tuple[bool, int, str]] = {}
    for incident_id, claim_id in rows:
        document_id, start, lethal = order[claim_id]
        told = (not lethal, start, incident_id)
        first[document_id] = min(told, first.get(document_id, told))
    return {document_id: incident_id for document_id, (_, _, incident_id) in first.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one JSON line a method."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["train", "dev"], default="dev")
    parser.add_argument("--through", choices=["ledger", "stages"], default="ledger")
    parser.add_argument("--save", type=Path, help="keep the claims read, for --load")
    parser.add_argument("--load", type=Path, help="link claims kept by --save instead of reading again")
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print(f"{SHARED} is not there; the corpus lies beside the repository, in shared/data/gvc.", file=sys.stderr)
        return 2
    rows = read_rows(options.split)
    gold = [row["incident_id"] for row in rows]
    methods: dict[str, Callable[[], list[object]]] = {
        "all documents alone": lambda: list(range(len(rows))),
        "TF-IDF clusters": lambda: tfidf_floor(rows),
        "text sketch alone": lambda: sketch_alone(rows),
        "the record": lambda: through_ledger(rows),
    }
    if options.load:
        kept = pickle.loads(options.load.read_bytes())
        methods["the record"] = lambda: through_stages(rows, kept)
    elif options.save:
        kept = read_claims(rows)
        options.save.write_bytes(pickle.dumps(kept))
        methods["the record"] = lambda: through_stages(rows, kept)
    elif options.through == "stages":
        methods["the record"] = lambda: through_stages(rows)
    for name, method in methods.items():
        started = time.perf_counter()
        precision, recall, f1 = b_cubed(method(), gold)
        figures = {"precision": precision, "recall": recall, "f1": f1, "seconds": time.perf_counter() - started}
        line = {"split": options.split, "method": name, **{key: round(value, 4) for key, value in figures.items()}}
        print(json.dumps(line))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"documents": len(rows), "incidents": len(set(gold)), "peak_mb": peak_mb}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
