"""The report: one self-contained page, no network, written piece by piece so that memory stays flat.

Report texts are hostile input. The template escapes everything, and the page's own policy lets nothing load and
nothing run but the one script whose hash it names; without that script the page loses nothing but convenience.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import jinja2
import pyarrow.compute as pc
from markupsafe import Markup

from bearwitness import __version__
from bearwitness.errors import RequestError, StorageError, UnknownName
from bearwitness.records import JSON
from bearwitness.redact import UNDER_FIVE, Audience, NameFinder, Redactor
from bearwitness.report import wording
from bearwitness.report.dossier import (
    Source,
    addends,
    claim_cards,
    dossiers,
    is_hidden_figure,
    summaries,
    suspects_of,
)
from bearwitness.report.wording import HARM_ORDER

AT_ONCE = 64  # incidents read together: larger groups save little and cost memory
LINES_AT_ONCE = 512  # lines of the incident list read together
DOCUMENTS_AT_ONCE = 256
INDEX_FROM = 2  # months from which a page gets an index

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Build(Protocol):
    """What the report asks of a build."""

    @property
    def build_id(self) -> str:
        """The build's hash."""
        ...

    @property
    def head(self) -> str:
        """The log's head hash."""
        ...

    @property
    def settings(self) -> Mapping[str, Any]:
        """Settings of the ledger."""
        ...

    def table(self, name: str, *, columns: Sequence[str] | None = None, where: Mapping[str, Any] | None = None) -> Any:
        """Rows of a table as Arrow."""
        ...

    def layer_text(self, layer_hash: str) -> str | None:
        """A text layer; None where it was erased."""
        ...


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written."""

    path: Path
    audience: Audience
    profile: str
    incidents: int
    hidden_incidents: int  # nothing but arrests of suspects
    periods: int
    documents: int
    size_bytes: int

    def __str__(self) -> str:
        """One line for the terminal."""
        parts = (
            wording.plural(self.incidents, "incident"),
            wording.plural(self.periods, "period count"),
            wording.plural(self.documents, "report"),
            f"{self.audience.value} edition",
            f"{self.size_bytes / 1e6:.1f} MB"
            if self.size_bytes >= 1e6
            else f"{max(1, round(self.size_bytes / 1e3))} kB",
        )
        return f"{self.path}: " + ", ".join(parts)


def write_report(
    build: Build,
    path: Path | str,
    *,
    profile: str = "minmax",
    audience: Audience = Audience.PUBLIC,
    reason: str | None = None,
    by: str | None = None,
    find_person_names: NameFinder | None = None,
) -> ReportSummary:
    """Write the report page; the file is complete or not there.

    Args:
        build: What to report.
        path: The HTML file; one of that name is replaced.
        profile: Which of the build's figures to show.
        audience: `restricted` prints names and needs a reason.
        reason: Why a restricted page was made; stamped on it.
        by: Who made it; stamped on a restricted page.
        find_person_names: The name finder for screening; None takes that of `bearwitness.claims.sentence.names_by_model`.

    Raises:
        UnknownName: The build has no figures under that profile.
        RequestError: A restricted page without a reason.
        StorageError: The file could not be written.
    """
    audience = Audience(audience)
    if audience is Audience.RESTRICTED and not (reason or "").strip():
        raise RequestError(
            "report: --audience restricted prints names and needs --reason, which is logged and stamped on the page. "
            "Give one, or use --audience public."
        )
    _check_profile(build, profile)
    redactor = Redactor(build, audience, find_person_names=find_person_names)
    source = Source(build, redactor, profile, suspects_of(build))
    plan = _plan(source)
    source.shown = {incident for _, incidents in plan.months for incident in incidents}
    context = {
        **_front(build, source, plan),
        "audience": audience.value,
        "public": audience is Audience.PUBLIC,
        "reason": (reason or "").strip(),
        "running": _running_foot(build, audience, reason or ""),
        "by": by,
        "months": [{"name": name, "anchor": _anchor(name), "count": len(ids)} for name, ids in plan.months],
        "index": len(plan.months) >= INDEX_FROM,
        "addends": lambda total: _addends(source, plan, total),
        "lines": lambda name: _lines(source, plan, name),
        "dossiers": lambda name: _dossiers(source, plan, name),
        "scopes": lambda: _periods(source),
        "reports": lambda: _reports(source),
    }
    target = Path(path)
    size = _write(target, _template().generate(context))
    return ReportSummary(
        path=target,
        audience=audience,
        profile=profile,
        incidents=len(source.shown),
        hidden_incidents=plan.hidden,
        periods=context["period_count"],
        documents=context["counts"]["recorded"],
        size_bytes=size,
    )


def _check_profile(build: Build, profile: str) -> None:
    known = sorted(set(build.table("figures", columns=["profile"])["profile"].unique().to_pylist()))
    if profile not in (known or wording.PROFILES):
        allowed = ", ".join(known or sorted(wording.PROFILES))
        raise UnknownName(f"report: the build has no figures under the profile '{profile}'. It has: {allowed}.")


def _write(path: Path, pieces: Iterator[str]) -> int:
    """Write the page beside its place, then move it there; the size in bytes."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            for piece in pieces:
                out.write(piece)
        size = part.stat().st_size
        part.replace(path)
    except OSError as error:
        raise StorageError(f"{path}: the report could not be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return size


# --- what goes on the page -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Plan:
    months: list[tuple[str, list[str]]]  # heading -> incidents in order
    hidden: int
    first: str | None
    last: str | None


def _plan(source: Source) -> _Plan:
    """Which incidents are shown, by date, then place, under the month in which they began."""
    open_ones: set[str] = set()
    members = source.build.table("incident_claims", columns=["incident_id", "claim_id"])
    for batch in members.to_batches():
        for row in batch.to_pylist():
            if row["claim_id"] not in source.suspects:
                open_ones.add(row["incident_id"])
    order, hidden = [], 0
    incidents = source.build.table("incidents")
    for batch in incidents.to_batches():
        for row in source.redactor.any_table("incidents", ({**r, "near_merges": None} for r in batch.to_pylist())):
            if row["incident_id"] not in open_ones:
                hidden += 1
                continue
            when = row["start"] or row["end"]
            order.append((when is None, when or "", row["end"] or "", wording.place(row), row["incident_id"]))
    order.sort()
    months: dict[str, list[str]] = {}
    for _, start, end, _, incident in order:
        months.setdefault(wording.month(start, end), []).append(incident)
    dated = [(start, end or start) for unknown, start, end, _, _ in order if not unknown]
    first = min((start for start, _ in dated), default=None)
    last = max((end for _, end in dated), default=None)
    return _Plan(list(months.items()), hidden, first, last)


def _front(build: Build, source: Source, plan: _Plan) -> JSON:
    """Everything on the page that is not an incident, a period or a report."""
    return {
        "version": __version__,
        "build_id": build.build_id,
        "head": build.head,
        "profile": source.profile,
        "profile_words": wording.PROFILES.get(source.profile, "see the documentation of the build."),
        "span": wording.days(plan.first, plan.last) if plan.first else "",
        "incident_count": sum(len(ids) for _, ids in plan.months),
        "hidden": plan.hidden,
        "totals": _totals(build, source),
        "counts": _counts(build),
        "period_count": sum(
            1 for c in build.table("periods", columns=["claim_id"])["claim_id"].to_pylist() if c not in source.suspects
        ),
        "corrections": _corrections(build.settings),
        "settings": list(source.redactor.any_table("settings", build.table("settings").to_pylist())),
        "css": Markup(_part("page.css")),
        "script": Markup(_part("page.js")),
        "script_hash": _script_hash(),
    }


def _totals(build: Build, source: Source) -> list[JSON]:
    """What may be added over incidents: lows, and highs where every one is closed; best where every row has one."""
    columns = ["incident_id", "harm", "cell", "profile", "low", "best", "high", "grade", "claims_used"]
    figures = build.table("figures", columns=columns, where={"profile": source.profile, "cell": "all"})
    sums: dict[str, JSON] = {}
    for batch in figures.to_batches():
        for row in source.redactor.any_table("figures", batch.to_pylist()):
            if is_hidden_figure(row, source.suspects):
                continue
            total = sums.setdefault(
                row["harm"],
                {
                    "members": set(),
                    "incidents": 0,
                    "low": 0,
                    "high": 0,
                    "best": 0,
                    "suppressed": False,
                    "withdrawn": 0,
                    "no_low": 0,
                    "no_high": 0,
                    "no_best": 0,
                },
            )
            total["members"].add(row["incident_id"])
            if row["grade"] == "retracted":
                total["withdrawn"] += 1
                continue
            total["incidents"] += 1
            if UNDER_FIVE in (row["low"], row["best"], row["high"]):
                total["suppressed"] = True
                continue
            for key in ("low", "best", "high"):
                if row[key] is None:
                    total["no_" + key] += 1
                else:
                    total[key] += row[key]
    return [_total(harm, sums[harm]) for harm in sorted(sums, key=lambda h: HARM_ORDER.get(h, 99))]


def _total(harm: str, total: JSON) -> JSON:
    notes = []
    if total["suppressed"]:
        low = high = best = "not added"
        notes.append("Some counts are under 5 and withheld, so that nothing is added.")
    else:
        low = f"{total['low']:,}" if total["no_low"] < total["incidents"] else "open"
        high = f"{total['high']:,}" if not total["no_high"] else "open"
        best = f"{total['best']:,}" if not total["no_best"] else "none"
        for key, one, many in (
            ("no_low", "incident has no lower bound and adds nothing", "incidents have no lower bound and add nothing"),
            ("no_high", "incident is open above", "incidents are open above"),
        ):
            if total[key]:
                notes.append(wording.plural(total[key], one, many) + ".")
    if total["withdrawn"]:
        notes.append(f"{wording.plural(total['withdrawn'], 'withdrawn figure')} left out.")
    return {
        "harm": harm,
        "anchor": "sum-" + harm,
        "members": total["members"],
        "label": wording.HARMS.get(harm, harm),
        "incidents": total["incidents"],
        "withdrawn": total["withdrawn"],
        "low": low,
        "high": high,
        "best": best,
        "notes": notes,
    }


def _addends(source: Source, plan: _Plan, total: Mapping[str, Any]) -> Iterator[JSON]:
    """The incidents that a sum is made of, in the order of the list, each with the numbers that it adds."""
    ids = [incident for _, incidents in plan.months for incident in incidents if incident in total["members"]]
    for part in _chunks(ids, LINES_AT_ONCE):
        yield from addends(source, part, total["harm"])


def _counts(build: Build) -> JSON:
    """given = recorded + duplicate + rejected, with the rejected by the word of their reason."""
    documents = build.table("documents", columns=["document_id", "claims"])
    arrivals = build.table("arrivals", columns=["document_id"])
    came = pc.sum(pc.is_in(arrivals["document_id"], value_set=documents["document_id"].combine_chunks())).as_py() or 0
    reasons = Counter(
        str(r).split(":", 1)[0] for r in build.table("rejected", columns=["reason"])["reason"].to_pylist()
    )
    recorded = documents.num_rows
    duplicate = max(0, came - recorded)
    rejected = sum(reasons.values())
    return {
        "recorded": recorded,
        "duplicate": duplicate,
        "rejected": rejected,
        "given": recorded + duplicate + rejected,
        "silent": documents.filter(pc.equal(documents["claims"], 0)).num_rows,
        "reasons": [(word.replace("_", " "), n) for word, n in sorted(reasons.items())],
    }


def _corrections(settings: Mapping[str, Any]) -> str | None:
    """The address for corrections, where the settings name one."""
    report = settings.get("report")
    found = settings.get("corrections") or (report.get("corrections") if isinstance(report, Mapping) else None)
    return str(found) if found else None


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _of_month(plan: _Plan, name: str) -> list[str]:
    return next(ids for heading, ids in plan.months if heading == name)


def _lines(source: Source, plan: _Plan, name: str) -> Iterator[JSON]:
    for ids in _chunks(_of_month(plan, name), LINES_AT_ONCE):
        yield from summaries(source, ids)


def _dossiers(source: Source, plan: _Plan, name: str) -> Iterator[JSON]:
    for ids in _chunks(_of_month(plan, name), AT_ONCE):
        yield from dossiers(source, ids)


def _periods(source: Source) -> Iterator[JSON]:
    """Counts over periods and levels at a date, by scope and harm; each scope with its heading."""
    for scope, heading in wording.SCOPES.items():
        raw = [r for r in source.rows("periods", scope=[scope]) if r["claim_id"] not in source.suspects]
        raw.sort(key=lambda r: (HARM_ORDER.get(r["harm"], 99), r["start"] or "", r["end"] or "", r["claim_id"]))
        if raw:
            yield {"scope": scope, "heading": heading, "rows": _period_rows(source, raw)}


def _period_rows(source: Source, raw: Sequence[JSON]) -> Iterator[JSON]:
    for start in range(0, len(raw), AT_ONCE):
        part = raw[start : start + AT_ONCE]
        cards = claim_cards(source, source.rows("claims", claim_id=[r["claim_id"] for r in part]))
        for row in source.readable("periods", part):
            yield {
                "card": cards[row["claim_id"]],
                "area": row["area"] or "area not said",
                "when": wording.days(row["start"], row["end"]) if row["start"] or row["end"] else "period not said",
            }


def _reports(source: Source) -> Iterator[JSON]:
    """The reports that hold a claim, by date and publisher, as the audience may see them."""
    columns = ["document_id", "published", "publisher", "claims"]
    found = source.build.table("documents", columns=columns).to_pylist()
    order = sorted(
        (r for r in found if r["claims"]),
        key=lambda r: (r["published"] or "9999", r["publisher"] or "", r["document_id"]),
    )
    for ids in _chunks([r["document_id"] for r in order], DOCUMENTS_AT_ONCE):
        source.redactor.prepare(ids)
        raw = {d["document_id"]: d for d in source.rows("documents", document_id=ids)}
        also: dict[str, set[str]] = {}
        for arrival in source.readable("arrivals", source.rows("arrivals", document_id=ids)):
            also.setdefault(arrival["document_id"], set()).add(arrival["publisher"] or "")
        for row in source.readable("documents", [raw[d] for d in ids]):
            url = row["url"]
            yield {
                "anchor": "d-" + row["document_id"],
                "title": row["title"] or "Without title",
                "publisher": row["publisher"] or "Publisher unknown",
                "also": sorted(also.get(row["document_id"], set()) - {row["publisher"] or "", ""}),
                "published": wording.day(row["published"]) or "undated",
                "url": url,
                # A link is offered only for an address that is whole and leads to the web.
                "link": url if url and url == raw[row["document_id"]]["url"] and re.match(r"https?://", url) else None,
                "document_id": row["document_id"],
                "layer": row["layer_hash"],
                "part": row["part"],
                "claims": wording.plural(row["claims"], "claim"),
            }


# --- the template ----------------------------------------------------------------------------------------------------


def _anchor(month: str) -> str:
    return "m-" + re.sub(r"[^a-z0-9]+", "-", month.lower())


def clean(text: object) -> object:
    """Text without control characters and marks that would turn the direction of what follows."""
    return _UNSAFE.sub("\ufffd", text) if isinstance(text, str) and not isinstance(text, Markup) else text


@lru_cache(maxsize=8)
def _part(name: str) -> str:
    return (resources.files("bearwitness.report") / "templates" / name).read_text(encoding="utf-8").strip()


def _running_foot(build: Build, audience: Audience, reason: str) -> Markup:
    """The style rule that stamps edition, reason and build on each printed page."""
    edition = "Public edition" if audience is Audience.PUBLIC else f"RESTRICTED: {reason.strip()}"
    stamp = _css_string(f"{edition} · build {build.build_id[:12]}")
    box = "font:8pt sans-serif;color:#444"
    return Markup(
        f"@media print{{@page{{@bottom-left{{content:{stamp};{box};width:75%}}"
        f'@bottom-right{{content:counter(page) " / " counter(pages);{box}}}}}}}'
    )


def _css_string(text: str) -> str:
    """A CSS string of any text; all but plain letters, digits and spaces are escaped, so that nothing can end it."""
    plain = str(clean(text))
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in plain) + '"'


def _script_hash() -> str:
    return base64.b64encode(hashlib.sha256(_part("page.js").encode()).digest()).decode()


def _load(name: str) -> tuple[str, str, Callable[[], bool]]:
    return _part(name), name, lambda: True


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=clean,
    )
    environment.globals["plural"] = wording.plural
    return environment.get_template("page.html")
