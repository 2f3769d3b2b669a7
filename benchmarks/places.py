"""Places against labelled news: accuracy at 161 km, "not in the gazetteer", and speed (processor time).

    python benchmarks/places.py [--set lgl] [--errors 30]

Gold spans are given; each name is resolved in the context of its document alone (no publisher's country). Toponyms with
coordinates count for accuracy: right is a point within 161 km (100 miles) of the gold point, and no point is wrong.
Toponyms that the annotators found in no gazetteer count for "not found right": the share left without a point.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bearwitness.records import Place
from bearwitness.resolve.gazetteer import Gazetteer
from bearwitness.resolve.gazetteer.geometry import distance_km
from bearwitness.resolve.places.context import document_context
from bearwitness.resolve.places.resolving import resolve_place

SETS = ("lgl", "tr_news", "geovirus", "geowebnews")
GEO = Path(__file__).resolve().parents[2] / "shared" / "data" / "geo"


def score(name: str, gazetteer: Gazetteer, errors: Counter[tuple[Any, ...]]) -> dict[str, float]:
    """Figures of one set; wrong names are counted in `errors`."""
    right = wrong = missing = absent = absent_right = 0
    context_times, resolve_seconds, resolved = [], 0.0, 0
    distances = []
    with (GEO / name / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document.get("split", "shared") == "held":
                continue
            started = time.process_time()
            context = document_context(document["text"], gazetteer=gazetteer)
            context_times.append(time.process_time() - started)
            for toponym in document["toponyms"]:
                if name == "geowebnews" and toponym.get("lat") is None:
                    continue  # spans without coordinates there are not all names of places
                started = time.process_time()
                place = resolve_place(Place(text=toponym["text"]), context=context, gazetteer=gazetteer)
                resolve_seconds += time.process_time() - started
                resolved += 1
                if toponym.get("lat") is None:
                    absent += 1
                    absent_right += place.lat is None
                    continue
                if place.lat is None or place.lon is None:
                    missing += 1
                    errors[
                        name, toponym["text"], "missing", None, toponym.get("country"), toponym.get("feature_code")
                    ] += 1
                    continue
                distance = distance_km(place.lat, place.lon, float(toponym["lat"]), float(toponym["lon"]))
                distances.append(distance)
                if distance <= 161:
                    right += 1
                else:
                    wrong += 1
                    errors[
                        name,
                        toponym["text"],
                        place.country,
                        place.adm1,
                        toponym.get("country"),
                        toponym.get("feature_code"),
                        round(distance),
                    ] += 1
    total = right + wrong + missing
    return {
        "toponyms": total,
        "acc@161km": right / total,
        "precision": right / (right + wrong),
        "median km": statistics.median(distances),
        "no entry": missing / total,
        "absent": absent,
        "not found right": absent_right / absent if absent else float("nan"),
        "context ms": 1000 * statistics.median(context_times),
        "resolved/s": resolved / resolve_seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--errors", type=int, default=0, help="print this many of the commonest errors")
    options = parser.parse_args()
    if not GEO.is_dir():
        raise SystemExit(f"The labelled sets are expected in {GEO.parent.parent.name}/data/geo beside the repository.")
    started = time.process_time()
    gazetteer = Gazetteer.packaged()
    gazetteer.look_up("Lima")
    print(f"cold open and first look-up: {1000 * (time.process_time() - started):.1f} ms")
    errors: Counter[tuple[Any, ...]] = Counter()
    for name in options.set or SETS:
        print(f"{name:11}", "  ".join(f"{key} {value:.3g}" for key, value in score(name, gazetteer, errors).items()))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for error, count in errors.most_common(options.errors):
        print(count, *error)


if __name__ == "__main__":
    main()
