"""Makes src/bearwitness/data/words.txt.gz: words that are mostly lower-case in print.

From the unigram counts of the `truecase` package (see NOTICE), as `truecase.tsv.gz` is; the list is small and changes only
with that package, so it is kept in the repository. Run with `truecase` installed: python scripts/make_words.py
"""

from __future__ import annotations

import gzip
import pickle
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "bearwitness" / "data" / "words.txt.gz"


def lower_case_words(counts: dict[str, int]) -> list[str]:
    """Words whose lower-case form is at least half of their uses, sorted."""
    total: Counter[str] = Counter()
    for word, count in counts.items():
        total[word.lower()] += count
    return sorted(w for w, n in counts.items() if w == w.lower() and w.isalpha() and n * 2 >= total[w])


def main() -> None:
    spec = find_spec("truecase")
    if spec is None or spec.origin is None:
        raise SystemExit("the package truecase is not installed: pip install truecase")
    with (Path(spec.origin).parent / "data" / "english.dist").open("rb") as file:
        counts = pickle.load(file)["uni_dist"]
    words = "\n".join(lower_case_words(counts)).encode()
    with OUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(words)
    print(f"{OUT.name}: {words.count(10) + 1} words")


if __name__ == "__main__":
    main()
