"""Names must not matter: the parties of real reports exchanged, and every key of every claim compared.

    python benchmarks/swaps.py              MUC-4 dev, TST1 and TST2, and reports that name two nations
    python benchmarks/swaps.py --list       each text that differs, with its first difference

In the MUC texts the perpetrators that the keys name are put as two invented parties, half of the names each, and then the
two are exchanged: two fronts, two militias, a name of one word and one of three, a brigade and "sons". In mixed case the
two nations that a report names most often are exchanged. Names, offsets and ids may differ, nothing else; the goal is none.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the small matrices gain nothing by threads

from common import ROOT, Row, load_now, missing, need, read_rows, table

sys.path.append(str(ROOT / "tests"))
from swapping import Swap, claims_of, first_difference, put_names
from test_invariance import ALIKE, REAL_PAIRS, nations_of, parties_of

Difference = tuple[int, str | None]
"""Claims of a text, and the first key that a swap changed in it."""


def of_parties(rows: Sequence[Row], kind: str) -> Iterator[tuple[str, Difference]]:
    """(id, what the exchange of two invented parties changed) of each MUC text that names two perpetrators."""
    upper = tuple(name.upper() for name in REAL_PAIRS[kind])
    swap = Swap((upper[0], upper[1]))
    for row in rows:
        parties = parties_of(row)
        if len(parties) < 2:
            continue
        text = put_names(row["text"], {name: upper[i % 2] for i, name in enumerate(parties)})
        yield row["doc_id"], _changed(text, swap, published=row["date"], kind_too=kind in ALIKE)


def of_nations() -> Iterator[tuple[str, Difference]]:
    """(opening words, what the exchange of its two most frequent nations changed) of each report of harm."""
    harm = re.compile(r"\b(?:killed|dead|wounded|injured|shot)\b")
    for row in [*read_rows("geo", "lgl", "docs.jsonl"), *read_rows("geo", "geovirus", "docs.jsonl"), *_events()]:
        text = row["text"]
        nations = nations_of(text)
        if row.get("split") == "held" or len(nations) < 2 or not harm.search(text):
            continue
        swap = Swap((nations[0], nations[1]), (nations[0] + "s", nations[1] + "s"))
        yield text[:40], _changed(text, swap, published="2024-05-08", kind_too=True)


def _events() -> list[Row]:
    return [
        {"text": "\n".join(" ".join(words) for words in row["sentences"][1:])}
        for row in read_rows("ecbplus", "train.jsonl")
    ]


def _changed(text: str, swap: Swap, *, published: str | None, kind_too: bool) -> Difference:
    before = claims_of(text, published=published)
    after = claims_of(swap(text), published=published)
    return len(before.claims), first_difference(before, after, swap, kind_too=kind_too)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="name each text that differs, with its first difference")
    options = parser.parse_args(arguments)
    need("muc4")
    rows = [row for part in ("dev", "tst1", "tst2") for row in read_rows("muc4", f"{part}.jsonl")]
    sorts = [(kind, list(of_parties(rows, kind))) for kind in REAL_PAIRS]
    reason = missing("geo/lgl", "geo/geovirus", "ecbplus")
    if reason is None:
        sorts.append(("two nations", list(of_nations())))
    else:
        print(f"two nations: {reason}")
    lines = []
    for kind, found in sorts:
        differ = [(name, difference) for name, (_, difference) in found if difference is not None]
        lines.append((kind, len(found), sum(claims for _, (claims, _) in found), len(differ)))
        if options.list:
            print("\n".join(f"{kind}  {name!r}: {difference}" for name, difference in differ))
    table(
        f"Names exchanged; goal: no text differs ({load_now()})",
        lines,
        ("exchanged", "texts", "claims", "texts that differ"),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
