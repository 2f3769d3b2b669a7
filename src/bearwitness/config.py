"""The one settings file, `bearwitness.toml`: load and check.

Every setting is optional. Each carries its unit, the allowed values, its default and where that default came from; the
commented file that a new ledger gets (`settings_template`) and the reference page are made from the same declarations.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any

from bearwitness.errors import SettingsError
from bearwitness.records import hash_parts

SETTINGS_FILE = "bearwitness.toml"
LOG_FILE = "ledger.sqlite"
LEDGER_FOLDERS = ("documents", "layers", "tables")  # what a ledger has beside its log from the first moment


def is_ledger_folder(folder: Path) -> bool:
    """Whether a folder is a ledger of ours: a database of the log's name beside the folders of a ledger."""
    try:
        with (folder / LOG_FILE).open("rb") as log:
            opening = log.read(16)
    except OSError:
        return False
    return opening.startswith(b"SQLite format 3") and all((folder / name).is_dir() for name in LEDGER_FOLDERS)


@functools.cache
def country_codes() -> frozenset[str]:
    """Every code that stands for a country: ISO 3166-1 alpha-2 and XK, those of the gazetteer."""
    table = (resources.files("bearwitness") / "data" / "countries.tsv").read_text("utf-8")
    return frozenset(line.split("\t", 1)[0] for line in table.splitlines() if line and not line.startswith("#"))


class PublisherKind(StrEnum):
    """What sort of publisher prints a report. It informs readers; no figure is weighted by it."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    ONLINE = "online"
    OFFICIAL = "official"
    ORGANISATION = "organisation"
    PARTY = "party"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one setting allows. `source` says where the default came from and what to re-run after changing it."""

    kind: type
    meaning: str
    source: str
    unit: str = ""
    least: float | None = None
    most: float | None = None
    changes_tables: bool = True

    def allowed(self) -> str:
        """The allowed values in words: "a whole number from 0 to 365"."""
        if issubclass(self.kind, StrEnum):
            return "one of " + ", ".join(f"'{value.value}'" for value in self.kind)
        nouns = {int: "a whole number", float: "a number", str: "text", Path: "the path of a file, as text"}
        noun = nouns[self.kind]
        if self.least is None and self.most is None:
            return noun
        if self.most is None:
            return f"{noun} of {_plain(self.least)} or more"
        return f"{noun} from {_plain(self.least)} to {_plain(self.most)}"


def _plain(number: float | None) -> str:
    return f"{number:g}" if number is not None and number < 1e6 else f"{int(number or 0)}"


def _setting(
    default: Any,
    kind: type,
    meaning: str,
    *,
    source: str,
    unit: str = "",
    least: float | None = None,
    most: float | None = None,
    changes_tables: bool = True,
) -> Any:
    rule = Rule(kind, meaning, source, unit, least, most, changes_tables)
    return dataclasses.field(default=default, metadata={"rule": rule})


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """`[read]`: how large a report may be. What passes a limit is rejected with that reason, never cut."""

    max_bytes: int = _setting(
        20_000_000,
        int,
        "Largest text, page or row that is read; a larger one is rejected",
        unit="bytes",
        least=1_000,
        most=2_000_000_000,
        source="set by hand: some 40 novels, more than any report",
    )
    max_pdf_bytes: int = _setting(
        200_000_000,
        int,
        "Largest PDF that is read, pictures included",
        unit="bytes",
        least=1_000,
        most=2_000_000_000,
        source="set by hand: no report comes near it",
    )


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """`[link]`: when two claims are of one incident, and two texts one copy."""

    window_days: int = _setting(
        7,
        int,
        "Periods of two claims further apart than this are not compared",
        unit="days",
        least=0,
        most=365,
        source="set by hand: holds late reports, still parts attacks a week apart; re-run `make floors`",
    )
    distance_km: float = _setting(
        50.0,
        float,
        "Places further apart than this, beyond their own radius, are not compared",
        unit="km",
        least=0,
        most=2_000,
        source="set by hand: twice the 25 km of UCDP place precision 2; re-run `make floors`",
    )
    same_score: float = _setting(
        0.75,
        float,
        "Pairs that score this or more are joined",
        least=0,
        most=1,
        source="set by hand, not fitted; re-run `make floors`",
    )
    unsure_score: float = _setting(
        0.5,
        float,
        "Pairs from this up to same_score go to the worklist as near merges",
        least=0,
        most=1,
        source="set by hand, with same_score; re-run `make floors`",
    )
    copy_similarity: float = _setting(
        0.4,
        float,
        "Share of word shingles in common from which two texts are copies of one",
        least=0.3,
        most=1,
        source="rewrites of one wire text lie at 0.36 to 0.6 in the gun-violence articles; re-run `make floors`",
    )


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """`[limits]`: what a run may use. Nothing here changes a row of any table."""

    workers: int = _setting(
        1,
        int,
        "Processes that read and extract",
        unit="processes",
        least=1,
        most=256,
        changes_tables=False,
        source="one process gives the same rows as many",
    )
    memory_mb: int = _setting(
        1_024,
        int,
        "Memory for sorting and querying tables; beyond it they spill to disk",
        unit="MB",
        least=128,
        most=1_000_000,
        changes_tables=False,
        source="set by hand: a fraction of any laptop's memory",
    )
    wait_s: float = _setting(
        10.0,
        float,
        "How long a second writer waits for the first",
        unit="seconds",
        least=0,
        most=86_400,
        changes_tables=False,
        source="set by hand: longer than writing one judgement takes",
    )


@dataclass(frozen=True, slots=True)
class Publisher:
    """One `[[publisher]]`: who prints reports, and from where. All but the name may be left out."""

    name: str = _setting("", str, "Name as reports or manifests state it", source="given by you")
    country: str | None = _setting(
        None, str, "Home country, ISO 3166-1 alpha-2, for places that a report does not locate", source="given by you"
    )
    kind: PublisherKind | None = _setting(None, PublisherKind, "Sort of publisher", source="given by you")
    rank: int | None = _setting(
        None,
        int,
        "Reliability for the `ucdp` profile; 1 is the most reliable",
        least=1,
        most=1_000,
        source="given by you; nobody is ranked by default",
    )
    party: str | None = _setting(None, str, "Party to the conflict that it belongs to, if any", source="given by you")


@dataclass(frozen=True)
class Settings:
    """Everything that `bearwitness.toml` may say; an empty file gives the defaults.

    `gazetteer` is None for the one that comes with the package.
    """

    gazetteer: Path | None = _setting(
        None,
        Path,
        "Gazetteer to use instead of the bundled one; relative paths start at the settings file",
        source="the bundled one is made from GeoNames",
        changes_tables=False,
    )
    read: ReadSettings = dataclasses.field(default_factory=ReadSettings)
    link: LinkSettings = dataclasses.field(default_factory=LinkSettings)
    limits: LimitSettings = dataclasses.field(default_factory=LimitSettings)
    publishers: tuple[Publisher, ...] = ()

    @functools.cached_property
    def digest(self) -> str:
        """Hash of the settings that can change a row of a table.

        Left out: `[limits]`, and the gazetteer's path (what the gazetteer holds has a digest of its own).
        """
        return hash_parts([name + "=" + value for name, value in self.rows()])

    def rows(self) -> list[tuple[str, str]]:
        """(dotted name, value as JSON) of each setting that can change a table, sorted: rows of table `settings`."""
        rows = []
        for section in ("read", "link"):
            for name, _rule, value in _declared(getattr(self, section)):
                rows.append((f"{section}.{name}", _canonical(value)))
        for publisher in self.publishers:
            fields = {name: value for name, _rule, value in _declared(publisher) if name != "name"}
            rows.append((f"publisher.{publisher.name}", _canonical(fields)))
        return sorted(rows)

    def publisher(self, name: str | None) -> Publisher | None:
        """The entry for a publisher's name, compared without case and outer blanks; None if it has none."""
        if name is None:
            return None
        return self._by_name.get(_name_key(name))

    @functools.cached_property
    def _by_name(self) -> dict[str, Publisher]:
        return {_name_key(publisher.name): publisher for publisher in self.publishers}


_SECTIONS: dict[str, type[Any]] = {"read": ReadSettings, "link": LinkSettings, "limits": LimitSettings}
_TOP_KEYS = ("gazetteer", *_SECTIONS, "publisher")


def load_settings(path: Path | None = None) -> Settings:
    """The settings in a file, checked; the defaults where `path` is None or the file does not exist.

    Raises:
        SettingsError: The file cannot be read, is not TOML, has a key we do not know or a value that is not allowed.
            The message names the file, the key, what was given and what is allowed.
    """
    if path is None or not path.exists():
        return Settings()
    try:
        content = path.read_text("utf-8")
    except OSError as error:
        raise SettingsError(f"{path.name}: the settings file cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        said = f"line {line} is not UTF-8. Save the file as text in UTF-8."
        raise SettingsError(f"{path.name}: the settings file cannot be read: {said}") from error
    return parse_settings(content, file=path.name, folder=path.parent)


def parse_settings(content: str, *, file: str = SETTINGS_FILE, folder: Path | None = None) -> Settings:
    """The settings in a TOML text, checked. `file` is named in messages; relative paths start at `folder`."""
    try:
        raw = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: this is not valid TOML: {error}.") from error
    _refuse_unknown_keys(raw, allowed=_TOP_KEYS, prefix="", file=file)
    gazetteer = None
    if "gazetteer" in raw:
        rule = next(rule for name, rule, _ in _declared(Settings()) if name == "gazetteer")
        gazetteer = (folder or Path()) / _checked(raw["gazetteer"], rule, key="gazetteer", default=None, file=file)
    sections = {name: _read_section(raw.get(name, {}), kind, key=name, file=file) for name, kind in _SECTIONS.items()}
    settings = Settings(gazetteer=gazetteer, publishers=_read_publishers(raw.get("publisher", []), file), **sections)
    _check_together(settings, file)
    return settings


def setting_docs() -> Iterator[tuple[str, Rule, Any]]:
    """(dotted name, rule, default) of every setting, in the order of the file; publishers' as `publisher.name`."""
    for name, rule, value in _declared(Settings()):
        yield name, rule, value
    for section, kind in _SECTIONS.items():
        for name, rule, value in _declared(kind()):
            yield f"{section}.{name}", rule, value
    for name, rule, value in _declared(Publisher()):
        yield f"publisher.{name}", rule, value


def settings_template() -> str:
    """A settings file that changes nothing: every setting, commented out, with meaning, unit, bounds and source."""
    lines = ["# Settings of this ledger. All are optional; a line that starts with # is not in force."]
    section = ""
    for dotted, rule, default in setting_docs():
        here, _, name = dotted.rpartition(".")
        if here != section:
            section = here
            lines += ["", "# [[publisher]]" if here == "publisher" else f"[{here}]"]
        unit = f" [{rule.unit}]" if rule.unit else ""
        lines += ["", f"# {rule.meaning}{unit}: {rule.allowed()}.", f"# Default from: {rule.source}."]
        shown = _example(name, rule) if default is None or default == "" else _canonical(default)
        lines.append(f"# {name} = {shown}")
    return "\n".join(lines) + "\n"


def _example(name: str, rule: Rule) -> str:
    if rule.kind is int:
        return "1"
    if issubclass(rule.kind, StrEnum):
        return f'"{next(iter(rule.kind)).value}"'
    return {"gazetteer": '"gazetteer.sqlite"', "country": '"NZ"'}.get(name, '"..."')


def _declared(section: Any) -> Iterator[tuple[str, Rule, Any]]:
    for field in dataclasses.fields(section):
        if "rule" in field.metadata:
            yield field.name, field.metadata["rule"], getattr(section, field.name)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _name_key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _read_section(raw: Any, kind: type[Any], *, key: str, file: str) -> Any:
    if not isinstance(raw, Mapping):
        raise SettingsError(f"{file}: {key} must be a section, got {raw!r}. Write [{key}] on a line of its own.")
    rules = {name: (rule, default) for name, rule, default in _declared(kind())}
    _refuse_unknown_keys(raw, allowed=tuple(rules), prefix=key + ".", file=file)
    values = {
        name: _checked(value, rules[name][0], key=f"{key}.{name}", default=rules[name][1], file=file)
        for name, value in raw.items()
    }
    return kind(**values)


def _read_publishers(raw: Any, file: str) -> tuple[Publisher, ...]:
    if not isinstance(raw, list) or not all(isinstance(entry, Mapping) for entry in raw):
        raise SettingsError(f"{file}: publisher must be a table list, got {raw!r}. Write [[publisher]] above each one.")
    publishers: dict[str, Publisher] = {}
    for number, entry in enumerate(raw, start=1):
        key = f"publisher {number}"
        publisher = _read_section(entry, Publisher, key=key, file=file)
        if not publisher.name.strip():
            raise SettingsError(f'{file}: {key} has no name. Write name = "..." as reports or manifests state it.')
        if publisher.country is not None and publisher.country not in country_codes():
            raise SettingsError(
                f"{file}: {key}.country must be a country's two capital letters (ISO 3166-1 alpha-2), "
                f"got {publisher.country!r}."
            )
        if _name_key(publisher.name) in publishers:
            raise SettingsError(f"{file}: publisher {publisher.name!r} is listed twice. Keep one of the two entries.")
        publishers[_name_key(publisher.name)] = publisher
    return tuple(publishers[name] for name in sorted(publishers))


def _check_together(settings: Settings, file: str) -> None:
    link = settings.link
    if link.unsure_score > link.same_score:
        raise SettingsError(
            f"{file}: link.unsure_score must not be above link.same_score ({link.same_score:g}), "
            f"got {link.unsure_score:g}. Lower it, or raise link.same_score."
        )


def _refuse_unknown_keys(raw: Mapping[str, Any], *, allowed: tuple[str, ...], prefix: str, file: str) -> None:
    for name in raw:
        if name in allowed:
            continue
        near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.5)
        hint = f"; did you mean {prefix}{near[0]}?" if near else "."
        raise SettingsError(f"{file}: {prefix}{name} is not a setting{hint} Allowed: {', '.join(allowed)}.")


def _checked(value: Any, rule: Rule, *, key: str, default: Any, file: str) -> Any:
    """The value in its own type, or SettingsError in the one wording for every bad value."""
    right_type = isinstance(value, str)
    if rule.kind is int:
        right_type = isinstance(value, int) and not isinstance(value, bool)
    elif rule.kind is float:
        right_type = isinstance(value, (int, float)) and not isinstance(value, bool) and value == value
    elif issubclass(rule.kind, StrEnum):
        right_type = value in [member.value for member in rule.kind]
    in_bounds = right_type and (
        rule.kind not in (int, float)
        or ((rule.least is None or value >= rule.least) and (rule.most is None or value <= rule.most))
    )
    if not in_bounds:
        hint = _hint(value, rule, default)
        raise SettingsError(f"{file}: {key} must be {rule.allowed()}, got {value!r}.{hint}")
    return rule.kind(value)


_SPELLED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAYS = {"d": (1, "day"), "w": (7, "week"), "m": (30, "month"), "y": (365, "year")}
_BYTES = {"k": (1_000, "kB"), "m": (1_000_000, "MB"), "g": (1_000_000_000, "GB")}


def _hint(value: Any, rule: Rule, default: Any) -> str:
    """What to write instead, where that can be told from what was written."""
    said = re.fullmatch(r"\s*(\d+)\s*([a-zA-Z]*)\s*", value) if isinstance(value, str) else None
    if said is not None and rule.kind in (int, float):
        amount, letter = int(said[1]), said[2][:1].lower()
        if not letter and (rule.least or 0) <= amount <= (rule.most or amount):
            return f" Write {amount} without quotation marks."
        if rule.unit == "days" and letter in _DAYS:
            days, word = _DAYS[letter]
            spelled = _SPELLED[amount] if amount < len(_SPELLED) else str(amount)
            return f" Write {amount * days} for {spelled} {word}{'' if amount == 1 else 's'}."
        if rule.unit == "bytes" and letter in _BYTES:
            factor, word = _BYTES[letter]
            return f" Write {amount * factor} for {amount} {word}."
    if default is None or default == "":
        return ""
    return f" Write {_canonical(default)}, or leave the line out, for the default."
