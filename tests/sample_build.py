"""A made-up record held in memory, with every phenomenon that redaction and the report page have to face.

`sample_build()` is a whole small build; `RecordMaker` makes others from texts and the words of their claims. Places,
parties and people are invented. Spans are found in the text, so that a claim always stands on its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bearwitness.records import hash_parts, sha256_hex
from bearwitness.tables import SCHEMAS, SORT_KEYS

Row = dict[str, Any]
PLACE_KEYS = ("name", "geonames_id", "lat", "lon", "country", "adm1", "adm2", "where_prec", "radius_km", "basis")


class SampleBuild:
    """What the report and redaction ask of a build, over tables in memory."""

    def __init__(
        self, rows: Mapping[str, list[Row]], layers: Mapping[str, str | None], settings: Mapping[str, Any]
    ) -> None:
        self.build_id = hash_parts([sorted(rows), sorted(layers)])
        self.head = sha256_hex(b"head of the log")
        self.settings = settings
        self._layers = dict(layers)
        self._tables = {}
        for name, schema in SCHEMAS.items():
            keys = SORT_KEYS[name]
            found = sorted(
                rows.get(name, []), key=lambda row, keys=keys: [(row[k] is not None, row[k] or 0) for k in keys]
            )
            self._tables[name] = pa.Table.from_pylist(
                [{k: row.get(k) for k in schema.names} for row in found], schema=schema
            )

    def table(self, name: str, *, columns: Sequence[str] | None = None, where: Mapping[str, Any] | None = None) -> Any:
        table = self._tables[name]
        for column, wanted in (where or {}).items():
            values = list(wanted) if isinstance(wanted, (list, tuple)) else [wanted]
            table = table.filter(pc.is_in(table[column], value_set=pa.array(values, table[column].type)))
        return table.select(list(columns)) if columns is not None else table

    def layer_text(self, layer_hash: str) -> str | None:
        return self._layers.get(layer_hash)


class RecordMaker:
    """Collects documents, claims, incidents and figures, then makes a build of them."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        self.layers: dict[str, str | None] = {}
        self.documents: dict[str, Row] = {}
        self.claims: dict[str, Row] = {}

    def document(
        self, key: str, title: str, body: str, *, publisher: str | None, published: str | None, **more: Any
    ) -> str:
        text = f"{title}\n\n{body}"
        layer_hash = sha256_hex(text.encode())
        self.layers[layer_hash] = text
        row = {
            "document_id": sha256_hex(key.encode()),
            "media_type": "text/html",
            "title": title,
            "publisher": publisher,
            "country": "XA",
            "url": f"https://{re.sub('[^a-z]', '', (publisher or 'x').lower())}.example/{key}",
            "published": published,
            "published_from": "page" if published else None,
            "language": "en",
            "layer_hash": layer_hash,
            "reader": "sample 1",
            "characters": len(text),
            "container_id": None,
            "part": None,
            "copy_group_id": None,
            "claims": 0,
            **more,
        }
        self.rows["documents"].append(row)
        self.documents[key] = row
        self.arrival(key, f"reports/{key}.html")
        return str(row["document_id"])

    def arrival(self, key: str, given_as: str, **more: Any) -> None:
        row = self.documents[key]
        self.rows["arrivals"].append(
            {
                **{
                    k: row[k]
                    for k in ("document_id", "publisher", "published", "url", "country", "container_id", "part")
                },
                "given_as": given_as,
                "media_type": "text/html",
                "size": 1000,
                "override": False,
                **more,
            }
        )

    def span(self, key: str, words: str | None) -> tuple[int, int] | None:
        if words is None:
            return None
        text = self.layers[self.documents[key]["layer_hash"]]
        assert text is not None
        start = text.index(words)
        return start, start + len(words)

    def claim(
        self,
        name: str,
        key: str,
        harm: str,
        quote: str,
        *,
        count: str | None = None,
        low: int | None = None,
        best: int | None = None,
        high: int | None = None,
        victims: str | None = None,
        names: Sequence[tuple[str, int | None]] = (),
        age_group: str = "unknown",
        sex: str = "unknown",
        role: str | None = None,
        claimant: str | None = None,
        kind: str = "official",
        chain: Sequence[str] = (),
        refers_to: str | None = None,
        perpetrator: str | None = None,
        place: Row | None = None,
        time: Row | None = None,
        **more: Any,
    ) -> str:
        start, end = self.span(key, quote) or (0, 0)
        text = self.layers[self.documents[key]["layer_hash"]] or ""

        def within(words: str) -> list[int]:
            at = text.index(words, start) if words in text[start:] else text.index(words)
            return [at, at + len(words)]

        counted = within(count) if count else [None, None]
        row = {
            "claim_id": hash_parts([name], digits=32),
            "document_id": self.documents[key]["document_id"],
            "start": start,
            "end": end,
            "quote": quote,
            "harm": harm,
            "low": low,
            "best": best,
            "high": high,
            "modifier": "exact",
            "count_text": count,
            "count_start": counted[0],
            "count_end": counted[1],
            "count_rule": "number" if count else None,
            "unit": "person",
            "counting": "total",
            "victims": {
                "text": victims,
                "span": within(victims) if victims else None,
                "status": "unknown",
                "role": role,
                "age_group": age_group,
                "sex": sex,
                "names": [{"text": n, "span": within(n), "age": age} for n, age in names],
            },
            "scope": "incident",
            "factuality": "asserted",
            "claimant": {
                "text": claimant,
                "span": within(claimant),
                "refers_to": refers_to,
                "key": claimant.lower(),
                "kind": kind,
                "chain": list(chain),
            }
            if claimant
            else None,
            "alleged_perpetrator": {"text": perpetrator, "span": within(perpetrator)} if perpetrator else None,
            "place": place,
            "time": time,
            "extractor": "sample 1",
            **{k: self.claims[v]["claim_id"] if k in LINKS else v for k, v in more.items()},
        }
        self.rows["claims"].append(row)
        self.claims[name] = row
        self.documents[key]["claims"] += 1
        for n, age in names:
            self.rows["people"].append(
                {
                    "person_id": hash_parts([name, n], digits=32),
                    "claim_id": row["claim_id"],
                    "document_id": row["document_id"],
                    "incident_id": None,
                    "name": n,
                    "span": within(n),
                    "age": age,
                    "sex": sex,
                    "harm": harm,
                }
            )
        return str(row["claim_id"])

    def incident(
        self,
        incident_id: str,
        claims: Sequence[str],
        *,
        place: Row | None,
        start: str | None,
        end: str | None,
        reasons: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        ids = {name: self.claims[name] for name in claims}
        self.rows["incidents"].append(
            {
                "incident_id": incident_id,
                **{k: (place or {}).get(k) for k in PLACE_KEYS},
                "start": start,
                "end": end,
                "date_prec": 1 if start == end else 2,
                "event_clarity": 1,
                "documents": len({c["document_id"] for c in ids.values()}),
                "claims": len(ids),
                "near_merges": [],
                **more,
            }
        )
        for name, row in ids.items():
            self.rows["incident_claims"].append(
                {
                    "incident_id": incident_id,
                    "claim_id": row["claim_id"],
                    "document_id": row["document_id"],
                    "reason": (reasons or {}).get(name, "same document, same place and day"),
                }
            )
            for person in self.rows["people"]:
                if person["claim_id"] == row["claim_id"]:
                    person["incident_id"] = incident_id

    def figure(
        self,
        incident_id: str,
        harm: str,
        bounds: tuple[int | None, int | None, int | None],
        used: Sequence[str],
        *,
        cell: str = "all",
        profile: str = "minmax",
        aside: Sequence[tuple[str, str]] = (),
        agreement: str = "single",
        grade: str = "single-origin",
        voices: tuple[int, int, int] = (1, 1, 1),
        **more: Any,
    ) -> None:
        low, best, high = bounds
        self.rows["figures"].append(
            {
                "incident_id": incident_id,
                "harm": harm,
                "cell": cell,
                "profile": profile,
                "low": low,
                "best": best,
                "high": high,
                "open": low is None or high is None,
                "publishers": voices[0],
                "copy_groups": voices[1],
                "origins": voices[2],
                "agreement": agreement,
                "grade": grade,
                "claims_used": [self.claims[n]["claim_id"] for n in used],
                "claims_set_aside": [{"claim_id": self.claims[n]["claim_id"], "reason": r} for n, r in aside],
                **more,
            }
        )

    def period(self, name: str, *, area: str | None, start: str | None, end: str | None) -> None:
        claim = self.claims[name]
        self.rows["periods"].append(
            {
                **{k: claim[k] for k in ("claim_id", "document_id", "harm", "low", "best", "high", "scope")},
                "area": area,
                "start": start,
                "end": end,
            }
        )

    def build(self, **settings: Any) -> SampleBuild:
        return SampleBuild(self.rows, self.layers, {"version": "0.1.0", **settings})


LINKS = ("part_of", "repeats", "supersedes", "denies", "sum_group")


def place(name: str, *, text: str | None = None, prec: int = 1, adm1: str | None = "Sel Province", **more: Any) -> Row:
    """A resolved place of the invented country."""
    return {
        "text": text or name,
        "span": None,
        "name": name,
        "geonames_id": 900,
        "lat": 10.5,
        "lon": 20.25,
        "country": ["XA"],
        "adm1": adm1,
        "adm2": "Mid District" if prec < 4 else None,
        "where_prec": prec,
        "radius_km": 2.0,
        "basis": "text",
        **more,
    }


def day(start: str, end: str | None = None, *, text: str | None = None) -> Row:
    """A resolved period."""
    return {
        "text": text,
        "span": None,
        "start": start,
        "end": end or start,
        "date_prec": 1 if not end else 2,
        "basis": "text",
    }


ORU, BELEN, KELA, TAMSIN = place("Oru"), place("Belen"), place("Kela"), place("Tamsin", adm1="Vara Province")
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"

MARKET = (
    "ORU, 4 May — Shelling of the central market in Oru on Friday killed 14 people, including five children, the mayor, Ilan "
    "Dorr, said. About 30 others were wounded. Among the dead were Omar Hale, 41, a farmer who sold onions there, and Dara "
    "Hale, 9, who had come along for the day.\n\n"
    "“We ran, and then I saw that my girl wasn’t with us,” said Mira Hale, Dara’s mother. Hale’s neighbour Tomas Quill, who was "
    "hurt in the leg, carried two people to the clinic.\n\n"
    "The army denied killing 14 people in Oru and said that nine died in an accident at a fuel stall. Residents blamed the "
    "army’s guns on the ridge; one of them named Sergeant Pavel Ruz as the officer in charge."
)
WIRE = (
    "At least 12 people died when shells fell on a market in the town of Oru on 3 May, the health ministry said on Saturday. "
    "The toll could rise, it added.\n\nState radio, citing the army, put the number of dead at nine."
)


def sample_build(**settings: Any) -> SampleBuild:
    """The whole sample record."""
    return sample_maker().build(**settings)


def sample_maker() -> RecordMaker:
    """The sample record, before it is closed; more can be added."""
    make = RecordMaker()
    _market(make)
    _road(make)
    _village(make)
    _depot(make)
    _others(make)
    _periods(make)
    make.arrival("wire-coast", "again/wire-coast.html")
    make.arrival("market", "again/market copy.html", publisher="Oru Herald Weekend")
    make.rows["rejected"] += [
        {
            "given_as": "reports/scan.pdf",
            "document_id": sha256_hex(b"scan"),
            "stage": "read",
            "offset": None,
            "reason": "no_text: The PDF has no text layer.",
        },
        {
            "given_as": "reports/statement of tomas-quill.txt",
            "document_id": None,
            "stage": "receive",
            "offset": None,
            "reason": "empty: The file has no bytes.",
        },
    ]
    make.rows["settings"] += [
        {"name": "bearwitness", "value": '"0.1.0"'},
        {"name": "extractor", "value": '"rules 1"'},
        {"name": "link.window_days", "value": "3"},
    ]
    return make


def _market(make: RecordMaker) -> None:
    make.document(
        "market",
        "Market shelled in Oru; Mira Hale lost her daughter Dara",
        MARKET,
        publisher="Oru Herald",
        published="2024-05-04",
        url="https://oruherald.example/2024/05/family-of-dara-hale-and-tomas-quill-mourns",
    )
    group = sha256_hex(b"wire-coast")
    make.document(
        "wire-coast", "Twelve die in Oru", WIRE, publisher="Coast Wire", published="2024-05-04", copy_group_id=group
    )
    make.document(
        "wire-harbour",
        "Shells hit market",
        WIRE,
        publisher="Harbour Daily",
        published="2024-05-05",
        copy_group_id=group,
    )
    for key, evidence in (
        ("wire-coast", "the oldest of the group"),
        ("wire-harbour", "98% of its text is that of Coast Wire"),
    ):
        make.rows["copy_groups"].append(
            {"copy_group_id": group, "document_id": make.documents[key]["document_id"], "evidence": evidence}
        )
    here = {"place": ORU, "time": day("2024-05-03", text="Friday")}
    first = "Shelling of the central market in Oru on Friday killed 14 people, including five children, the mayor, Ilan Dorr, said."
    mayor = "the mayor, Ilan Dorr"
    make.claim(
        "m14",
        "market",
        "killed",
        first,
        count="14",
        low=14,
        best=14,
        high=14,
        victims="14 people",
        claimant=mayor,
        **here,
    )
    make.claim(
        "m5",
        "market",
        "killed",
        first,
        count="five",
        low=5,
        best=5,
        high=5,
        victims="five children",
        age_group="child",
        claimant=mayor,
        part_of="m14",
        **here,
    )
    make.claim(
        "m30",
        "market",
        "injured",
        "About 30 others were wounded.",
        count="About 30",
        best=30,
        victims="others",
        modifier="about",
        claimant=None,
        **here,
    )
    dead = "Among the dead were Omar Hale, 41, a farmer who sold onions there, and Dara Hale, 9, who had come along for the day."
    make.claim(
        "omar", "market", "killed", dead, low=1, best=1, high=1, names=[("Omar Hale", 41)], part_of="m14", **here
    )
    make.claim(
        "dara",
        "market",
        "killed",
        dead,
        low=1,
        best=1,
        high=1,
        names=[("Dara Hale", 9)],
        age_group="child",
        part_of="m14",
        **here,
    )
    make.claim(
        "tomas",
        "market",
        "injured",
        "Hale’s neighbour Tomas Quill, who was hurt in the leg, carried two people to the clinic.",
        low=1,
        best=1,
        high=1,
        names=[("Tomas Quill", None)],
        **here,
    )
    army = "The army denied killing 14 people in Oru and said that nine died in an accident at a fuel stall."
    make.claim(
        "deny",
        "market",
        "killed",
        army,
        count="14",
        low=14,
        best=14,
        high=14,
        claimant="The army",
        factuality="denied",
        denies="m14",
        **here,
    )
    make.claim("army9", "market", "killed", army, count="nine", low=9, best=9, high=9, claimant="The army", **here)
    for key in ("wire-coast", "wire-harbour"):
        make.claim(
            f"{key}-12",
            key,
            "killed",
            "At least 12 people died when shells fell on a market in the town of Oru on 3 May, the health ministry said on Saturday.",
            count="At least 12",
            low=12,
            best=12,
            modifier="at_least",
            victims="people",
            claimant="the health ministry",
            **here,
        )
        make.claim(
            f"{key}-9",
            key,
            "killed",
            "State radio, citing the army, put the number of dead at nine.",
            count="nine",
            low=9,
            best=9,
            high=9,
            claimant="the army",
            chain=["State radio", "the army"],
            **here,
        )
    oru = "i-0a0000000001"
    names = ["m14", "m5", "m30", "omar", "dara", "tomas", "deny", "army9"]
    wire = ["wire-coast-12", "wire-coast-9", "wire-harbour-12", "wire-harbour-9"]
    make.incident(
        oru,
        [*names, *wire],
        place=ORU,
        start="2024-05-03",
        end="2024-05-03",
        reasons=dict.fromkeys(wire, "same town and day as the report of Oru Herald; both name a market as the target"),
        near_merges=[
            {
                "incident_id": "i-0a0000000002",
                "score": 0.41,
                "reason": "a day later and 14 km away; a road, not a market",
            }
        ],
    )
    copies = [("wire-harbour-12", "copy"), ("wire-harbour-9", "copy")]
    make.figure(
        oru,
        "killed",
        (9, None, 14),
        ["m14", "army9", "wire-coast-12", "wire-coast-9"],
        aside=[("deny", "denied"), ("m5", "not_this_cell"), *copies],
        agreement="conflict",
        grade="contested",
        voices=(2, 2, 3),
    )
    make.figure(
        oru,
        "killed",
        (9, 14, 14),
        ["m14", "army9", "wire-coast-12", "wire-coast-9"],
        profile="ucdp",
        agreement="conflict",
        grade="contested",
        voices=(2, 2, 3),
    )
    make.figure(oru, "killed", (5, 5, 5), ["m5"], cell="child")
    make.figure(oru, "killed", (1, 1, 1), ["omar"], cell="male")
    make.figure(
        oru, "injured", (None, 30, None), ["m30"], aside=[("tomas", "not_this_cell")], worklist="about 30 beside 1"
    )


def _road(make: RecordMaker) -> None:
    make.document(
        "road",
        "Thirty soldiers killed near Belen, Front says",
        "The Sel Front said it killed 30 soldiers in an ambush on the Oru–Belen road on 4 May. The government put its losses at "
        "four. Rescuers took more than a dozen wounded to Belen, and dozens of families fled the valley.",
        publisher="Belen Post",
        published="2024-05-05",
    )
    make.document(
        "road-wire",
        "Ambush on the road to Belen",
        "Between 20 and 25 people died in an ambush west of Belen on 4 May, a medic said. It isn’t known how many were hurt.",
        publisher="Coast Wire",
        published="2024-05-05",
    )
    here = {"place": place("Belen", text="Oru–Belen road", prec=2), "time": day("2024-05-04", text="4 May")}
    first = "The Sel Front said it killed 30 soldiers in an ambush on the Oru–Belen road on 4 May."
    make.claim(
        "f30",
        "road",
        "killed",
        first,
        count="30",
        low=30,
        best=30,
        high=30,
        victims="soldiers",
        claimant="The Sel Front",
        kind="organisation",
        perpetrator="The Sel Front",
        **here,
    )
    make.claim(
        "g4",
        "road",
        "killed",
        "The government put its losses at four.",
        count="four",
        low=4,
        best=4,
        high=4,
        claimant="The government",
        **here,
    )
    last = "Rescuers took more than a dozen wounded to Belen, and dozens of families fled the valley."
    make.claim(
        "w13",
        "road",
        "injured",
        last,
        count="more than a dozen",
        low=13,
        modifier="more_than",
        victims="wounded",
        **here,
    )
    make.claim(
        "fam",
        "road",
        "displaced",
        last,
        count="dozens",
        low=24,
        modifier="vague",
        unit="family",
        victims="families",
        **here,
    )
    make.claim(
        "r20",
        "road-wire",
        "killed",
        "Between 20 and 25 people died in an ambush west of Belen on 4 May, a medic said.",
        count="Between 20 and 25",
        low=20,
        high=25,
        modifier="between",
        victims="people",
        claimant="a medic",
        kind="witness",
        **here,
    )
    belen = "i-0a0000000002"
    make.incident(
        belen,
        ["f30", "g4", "w13", "fam", "r20"],
        place=here["place"],
        start="2024-05-04",
        end="2024-05-04",
        reasons={"r20": "same road and day; both speak of an ambush"},
    )
    make.figure(
        belen,
        "killed",
        (4, None, 30),
        ["f30", "g4", "r20"],
        agreement="conflict",
        grade="multi-origin",
        voices=(2, 2, 3),
    )
    make.figure(belen, "injured", (13, None, None), ["w13"])
    make.figure(belen, "killed", (4, 4, 30), ["f30", "g4"], cell="combatant", agreement="conflict", voices=(1, 1, 2))


def _village(make: RecordMaker) -> None:
    make.document(
        "village",
        "Three women raped in Kela raid",
        "Armed men entered the village of Kela in Sel Province on 11 May. Three women were raped, among them Lena Marsh, 30, and "
        "her cousin, a clinic worker said.\n\n"
        "Two men, Joren Marsh, 52, a teacher, and Abel Stone, 60, a driver, were shot dead at the mill in Kela.",
        publisher="Oru Herald",
        published="2024-05-13",
        url="https://oruherald.example/three-women-raped-in-kela",
    )
    here = {"place": place("Kela", text="the village of Kela"), "time": day("2024-05-11", text="11 May")}
    make.claim(
        "sv3",
        "village",
        "sexual_violence",
        "Three women were raped, among them Lena Marsh, 30, and her cousin, a clinic worker said.",
        count="Three",
        low=3,
        best=3,
        high=3,
        victims="Three women",
        sex="female",
        age_group="adult",
        names=[("Lena Marsh", 30)],
        claimant="a clinic worker",
        kind="witness",
        **here,
    )
    make.claim(
        "k2",
        "village",
        "killed",
        "Two men, Joren Marsh, 52, a teacher, and Abel Stone, 60, a driver, were shot dead at the mill in Kela.",
        count="Two",
        low=2,
        best=2,
        high=2,
        victims="Two men",
        sex="male",
        age_group="adult",
        names=[("Joren Marsh", 52), ("Abel Stone", 60)],
        **here,
    )
    kela = "i-0a0000000003"
    make.incident(
        kela,
        ["sv3", "k2"],
        place=here["place"],
        start="2024-05-11",
        end="2024-05-11",
        reasons={"k2": "same raid on Kela"},
    )
    make.figure(kela, "killed", (2, 2, 2), ["k2"], names_floor=2)
    make.figure(kela, "sexual_violence", (3, 3, 3), ["sv3"])
    make.figure(kela, "sexual_violence", (3, 3, 3), ["sv3"], cell="female")


def _depot(make: RecordMaker) -> None:
    make.document(
        "depot",
        "Toll of Tamsin depot blast rises to 17",
        "The toll of Monday’s blast at a depot in Tamsin rose to 17 after three of the wounded died, the fire service said, up "
        "from 11. An earlier count of dozens was wrong, it said. It may be that 40 were hurt.",
        publisher="Coast Wire",
        published="2024-06-05",
    )
    here = {"place": TAMSIN, "time": day("2024-06-03", text="Monday")}
    whole = "The toll of Monday’s blast at a depot in Tamsin rose to 17 after three of the wounded died, the fire service said, up from 11."
    make.claim(
        "t11", "depot", "killed", whole, count="11", low=11, best=11, high=11, claimant="the fire service", **here
    )
    make.claim(
        "t17",
        "depot",
        "killed",
        whole,
        count="17",
        low=17,
        best=17,
        high=17,
        claimant="the fire service",
        supersedes="t11",
        **here,
    )
    make.claim(
        "t3",
        "depot",
        "killed",
        whole,
        count="three",
        low=3,
        best=3,
        high=3,
        claimant="the fire service",
        part_of="t17",
        moved_from="injured",
        counting="increment",
        **here,
    )
    make.claim(
        "t24",
        "depot",
        "killed",
        "An earlier count of dozens was wrong, it said.",
        count="dozens",
        low=24,
        claimant="it",
        refers_to="the fire service",
        modifier="vague",
        **here,
    )
    make.claim(
        "t40",
        "depot",
        "injured",
        "It may be that 40 were hurt.",
        count="40",
        low=40,
        best=40,
        high=40,
        factuality="hedged",
        **here,
    )
    depot = "i-0a0000000004"
    make.incident(depot, ["t11", "t17", "t3", "t24", "t40"], place=TAMSIN, start="2024-06-03", end="2024-06-03")
    make.figure(
        depot, "killed", (17, 17, 17), ["t17"], aside=[("t11", "superseded"), ("t3", "increment"), ("t24", "excluded")]
    )
    make.figure(depot, "injured", (40, 40, 40), ["t40"])


def _others(make: RecordMaker) -> None:
    make.document(
        "arrests",
        "Police hold two over Tamsin blast",
        "Police arrested two suspects over the Tamsin blast, Igor Venn and his brother.",
        publisher="Coast Wire",
        published="2024-06-06",
    )
    make.claim(
        "s2",
        "arrests",
        "detained",
        "Police arrested two suspects over the Tamsin blast, Igor Venn and his brother.",
        count="two",
        low=2,
        best=2,
        high=2,
        role="suspect",
        names=[("Igor Venn", None)],
        place=TAMSIN,
        time=day("2024-06-05"),
    )
    make.incident("i-0a0000000005", ["s2"], place=TAMSIN, start="2024-06-05", end="2024-06-05")
    make.figure("i-0a0000000005", "detained", (2, 2, 2), ["s2"])
    make.document(
        "hostile",
        f"Reports {HOSTILE} of a raid",
        f"At least 20 {HOSTILE} were killed or wounded, witnesses said. No one was abducted. Some 3,000 people have fled.",
        publisher=f"Mirror {HOSTILE}",
        published=None,
        url="javascript:document.title='owned'",
    )
    make.claim(
        "h20",
        "hostile",
        "killed_or_injured",
        f"At least 20 {HOSTILE} were killed or wounded, witnesses said.",
        count="At least 20",
        low=20,
        modifier="at_least",
        claimant="witnesses",
        kind="witness",
    )
    make.claim("h0", "hostile", "abducted", "No one was abducted.", count="No one", low=0, best=0, high=0)
    make.claim(
        "h3000",
        "hostile",
        "displaced",
        "Some 3,000 people have fled.",
        count="Some 3,000",
        best=3000,
        modifier="about",
        victims="people",
    )
    raid = "i-0a0000000006"
    make.incident(raid, ["h20", "h0", "h3000"], place=None, start=None, end=None, date_prec=None)
    make.figure(raid, "killed_or_injured", (20, None, None), ["h20"])
    make.figure(raid, "abducted", (0, 0, 0), ["h0"])
    make.figure(raid, "displaced", (None, 3000, None), ["h3000"])


def _periods(make: RecordMaker) -> None:
    make.document(
        "months",
        "The month in Sel Province",
        "Strikes across Sel Province have killed 212 people since 1 May, the ministry said. As of June, 4,900 people were held, among "
        "them 160 children. Hundreds have died, relatives say.",
        publisher="Belen Post",
        published="2024-06-10",
    )
    sel = place("Sel Province", prec=4)
    make.claim(
        "p212",
        "months",
        "killed",
        "Strikes across Sel Province have killed 212 people since 1 May, the ministry said.",
        count="212",
        low=212,
        best=212,
        high=212,
        scope="cumulative",
        claimant="the ministry",
        place=sel,
    )
    held = "As of June, 4,900 people were held, among them 160 children."
    make.claim(
        "p4900",
        "months",
        "detained",
        held,
        count="4,900",
        low=4900,
        best=4900,
        high=4900,
        scope="stock",
        victims="people",
    )
    make.claim(
        "p160",
        "months",
        "detained",
        held,
        count="160",
        low=160,
        best=160,
        high=160,
        scope="stock",
        victims="160 children",
        age_group="child",
        part_of="p4900",
    )
    make.claim(
        "p200",
        "months",
        "killed",
        "Hundreds have died, relatives say.",
        count="Hundreds",
        low=200,
        scope="unknown",
        claimant="relatives",
        kind="witness",
    )
    make.period("p212", area="Sel Province", start="2024-05-01", end="2024-06-10")
    make.period("p4900", area=None, start=None, end="2024-06-30")
    make.period("p160", area=None, start=None, end="2024-06-30")
    make.period("p200", area=None, start=None, end=None)
