"""Finding what was named: an incident or a claim by the start of its id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from bearwitness.errors import UnknownName
from bearwitness.ledger import Build, Ledger
from bearwitness.records import Claim, claim_from_json
from bearwitness.show.words import plain


def find_incident(ledger: Ledger, build: Build, name: str) -> str:
    """The id of an incident given by its id, the unique start of one, or an id that it had before.

    Raises:
        UnknownName: No incident, or more than one, begins like this; the message names the nearest.
    """
    wanted = _hex_name(name, "i-")
    ids = [str(i) for i in build.table("incidents", columns=["incident_id"])["incident_id"].to_pylist()]
    found = _starting(wanted, ids)
    if not found:
        aliases = ledger.aliases()
        found = sorted({aliases[old] for old in _starting(wanted, aliases) if aliases[old] in set(ids)})
    return _only(found, "incident", name, ids, hint="bearwitness show --ledger DIR lists them.")


def find_claim(build: Build, name: str) -> Claim:
    """The claim given by its id or the unique start of one.

    Raises:
        UnknownName: No claim, or more than one, begins like this.
    """
    ids = [str(i) for i in build.table("claims", columns=["claim_id"])["claim_id"].to_pylist()]
    hint = "The dossier of an incident (bearwitness show INCIDENT) names its claims."
    claim_id = _only(_starting(name.strip().lower(), ids), "claim", name, ids, hint=hint)
    return claim_from_json(build.table("claims", where={"claim_id": claim_id}).to_pylist()[0])


def _hex_name(name: str, prefix: str) -> str:
    wanted = name.strip().lower()
    return wanted if wanted.startswith(prefix) else prefix + wanted


def _starting(wanted: str, ids: Iterable[str]) -> list[str]:
    listed = list(ids)
    if wanted in listed:
        return [wanted]
    return sorted(i for i in listed if wanted.removeprefix("i-") and i.startswith(wanted))


def _only(found: Sequence[str], what: str, name: str, ids: Sequence[str], *, hint: str) -> str:
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
        raise UnknownName(f"{plain(name)!r} is the start of several {what}s ({listed}). Write more of it.")
    near = difflib.get_close_matches(name.strip().lower(), ids, n=3, cutoff=0.5)
    said = f"The nearest are {', '.join(near)}. " if near else ""
    raise UnknownName(f"There is no {what} {plain(name)!r}. {said}{hint}")
