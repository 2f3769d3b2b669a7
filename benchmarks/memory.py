"""Memory and speed of `record` as the collection grows: 1,500 documents, then 15,000, a process each.

    python benchmarks/memory.py              1,500 and 15,000
    python benchmarks/memory.py --small      300 and 1,500, for a quick look

The documents are those of MUC-4 dev, TST1 and TST2, repeated with altered dates, places and names: in each copy the
years are moved, the places of the keys become places of another country, every other unlisted word (a surname, a
village) gets other letters, every other number is raised, and a line at the end numbers the document, so that few copies
are near copies of one another and each tells of incidents of its own.
"""

from __future__ import annotations

import argparse
import calendar
import datetime
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bearwitness.claims.sentence.common_words import is_common_word
from bearwitness.phrases.peoples import demonyms
from common import Row, load_now, need, python_path, read_rows, run_measured, table, write_reports

# A country and towns of it for each copy, instead of the commonest places of the keys, in that order.
WORLDS = [
    "Kenya|Nairobi|Mombasa|Kisumu|Nakuru|Eldoret|Garissa|Malindi|Kitale|Lamu|Isiolo|Marsabit",
    "Nepal|Kathmandu|Pokhara|Biratnagar|Janakpur|Butwal|Dharan|Hetauda|Nepalgunj|Tulsipur|Gulariya|Ilam",
    "Poland|Warsaw|Lublin|Radom|Kielce|Rzeszow|Torun|Opole|Olsztyn|Gdynia|Tarnow|Plock",
    "Chad|N'Djamena|Moundou|Abeche|Sarh|Doba|Mongo|Bongor|Pala|Kelo|Ati|Biltine",
    "Vietnam|Hanoi|Hue|Vinh|Da Lat|Can Tho|Rach Gia|Bac Ninh|Tuy Hoa|My Tho|Pleiku|Ha Long",
    "Ireland|Dublin|Cork|Limerick|Galway|Sligo|Ennis|Tralee|Dundalk|Athlone|Kilkenny|Letterkenny",
    "Mali|Bamako|Sikasso|Mopti|Segou|Kayes|Gao|Timbuktu|Kidal|Koutiala|San|Douentza",
    "Turkey|Ankara|Konya|Adana|Mersin|Samsun|Malatya|Erzurum|Van|Sivas|Elazig|Batman",
    "Mozambique|Maputo|Beira|Nampula|Tete|Chimoio|Quelimane|Pemba|Lichinga|Xai-Xai|Inhambane|Angoche",
]
_VOWELS, _CONSONANTS = "AEIOU", "BCDFGLMNPRSTV"
_YEAR = re.compile(r"\b(?:19)?(8[5-9]|9[0-2])\b")
_NUMBER = re.compile(r"(?<![\d.,:-])(?!19\d\d\b)\d{1,5}(?![\d.:-]*\d)")
_WORD = re.compile(r"[A-Z]{4,}")
_KEPT = frozenset(month.upper() for month in calendar.month_name)

WORKER = """
import json, sys
from bearwitness.pipeline import record
done = record([sys.argv[1]], ledger=sys.argv[2])
fields = ("given", "recorded", "duplicate", "rejected", "claims", "incidents")
print(json.dumps({name: getattr(done, name) for name in fields}))
"""


def place_names(rows: Sequence[Row], most: int) -> list[str]:
    """The commonest places of the keys."""
    names: Counter[str] = Counter()
    for row in rows:
        for template in row["templates"]:
            for option in (template["location"] or {}).get("alternatives", []):
                names.update(part["name"] for part in option["chain"] if part["name"])
    return [name for name, _ in names.most_common(most)]


def _turned(letters: str, steps: int) -> dict[int, str]:
    """Each letter and the one that many places on, for `str.translate`."""
    return {ord(c): letters[(i + steps) % len(letters)] for i, c in enumerate(letters)}


def altered(row: Row, copy: int, places: Sequence[str]) -> Row:
    """The document of a copy; copy 0 is the original."""
    if copy == 0:
        return {"text": row["text"], "published": row["date"]}
    world = WORLDS[(copy - 1) % len(WORLDS)].upper().split("|")
    towns = {name: world[i % len(world)] for i, name in enumerate(places)}
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(towns, key=len, reverse=True)))

    def other_name(found: re.Match[str]) -> str:
        word = found.group()
        if is_common_word(word.lower()) or word.lower() in demonyms() or word in kept:
            return word
        return word.translate(letters)

    letters = _turned(_VOWELS, copy) | _turned(_CONSONANTS, copy // len(_VOWELS))
    kept = _KEPT | {part for name in world for part in re.findall(r"[A-Z]+", name)}
    text = pattern.sub(lambda found: towns[found.group()], row["text"])
    text = _WORD.sub(other_name, text)
    text = _YEAR.sub(lambda found: str(int(found.group()) + (copy if len(found.group()) == 4 else copy % 8)), text)
    text = _NUMBER.sub(lambda found: other_number(int(found.group()), copy), text)
    published = None
    if row["date"]:
        day = datetime.date.fromisoformat(row["date"])
        published = (day + datetime.timedelta(days=365 * copy + copy)).isoformat()
    return {"text": text, "published": published}


def other_number(number: int, copy: int) -> str:
    """Another number of the same size; one that may be the day of a month stays one, a year of the texts as it is."""
    if number <= 28:
        return str((number + copy - 1) % 28 + 1)
    return str(number if 85 <= number <= 99 else number + copy)


def reports(rows: Sequence[Row], count: int) -> Iterator[Row]:
    """That many documents, copy after copy."""
    places = place_names(rows, 36)
    for number in range(count):
        report = altered(rows[number % len(rows)], number // len(rows), places)
        yield {**report, "text": f"{report['text']}\n\nBULLETIN NO. {100_000 + number}"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="300 and 1,500 documents")
    parser.add_argument("--sizes", type=int, nargs="+", help="other sizes")
    options = parser.parse_args(arguments)
    need("muc4")
    rows = [row for name in ("dev", "tst1", "tst2") for row in read_rows("muc4", f"{name}.jsonl")]
    if options.small:
        rows = rows[:300]
    lines = []
    for size in options.sizes or ([300, 1_500] if options.small else [1_500, 15_000]):
        with tempfile.TemporaryDirectory() as folder:
            path = write_reports(Path(folder, "reports.jsonl"), reports(rows, size))
            command = [sys.executable, "-c", WORKER, str(path), str(Path(folder, "ledger"))]
            run = run_measured(command, env=python_path())
            if run.status != 0:
                print(run.output)
                return 1
            done = json.loads(run.output.strip().splitlines()[-1])
            disk = sum(f.stat().st_size for f in Path(folder, "ledger").rglob("*") if f.is_file())
        balance = "yes" if done["given"] == done["recorded"] + done["duplicate"] + done["rejected"] else "NO"
        lines.append(
            (
                f"{size:,}",
                run.peak_mb,
                run.seconds,
                done["given"] / run.seconds,
                done["given"] / run.cpu_seconds,
                done["rejected"],
                balance,
                done["claims"],
                done["incidents"],
                disk / 1e6 / size * 1_000,
            )
        )
    table(
        f"record, one process, default settings; goal: peak memory flat ({load_now()})",
        lines,
        (
            "documents",
            "peak MB",
            "seconds",
            "docs/s",
            "docs/s (cpu)",
            "rejected",
            "adds up",
            "claims",
            "incidents",
            "kB a doc",
        ),
    )
    if len(lines) > 1:
        first, last = float(lines[0][1]), float(lines[-1][1])
        print(f"  peak memory of the last is {last / first:.2f} times that of the first")
    return 0


if __name__ == "__main__":
    sys.exit(main())
