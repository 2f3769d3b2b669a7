"""Arrow schema of every stored table, its version, and record <-> row.

A build holds each of these as one Parquet file, rows sorted by `SORT_KEYS`, floats rounded to 6 places, no clock time.
The documentation of the columns is generated from the `description` of each field.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

TABLES_VERSION = 1


def _f(name: str, kind: Any, description: str, *, null: bool = True) -> Any:
    return pa.field(name, kind, nullable=null, metadata={"description": description})


_S, _I, _D, _B = pa.string(), pa.int64(), pa.float64(), pa.bool_()
_SPAN = pa.list_(_I)
_NAME = pa.struct([("text", _S), ("span", _SPAN), ("age", _I)])
_VICTIMS = pa.struct(
    [
        ("text", _S),
        ("span", _SPAN),
        ("status", _S),
        ("role", _S),
        ("age_group", _S),
        ("sex", _S),
        ("names", pa.list_(_NAME)),
    ]
)
_CLAIMANT = pa.struct(
    [("text", _S), ("span", _SPAN), ("refers_to", _S), ("key", _S), ("kind", _S), ("chain", pa.list_(_S))]
)
_WORDS = pa.struct([("text", _S), ("span", _SPAN)])
_PLACE_KEYS = [
    ("name", _S),
    ("geonames_id", _I),
    ("lat", _D),
    ("lon", _D),
    ("country", pa.list_(_S)),
    ("adm1", _S),
    ("adm2", _S),
    ("where_prec", _I),
    ("radius_km", _D),
    ("basis", _S),
]
_PLACE = pa.struct([("text", _S), ("span", _SPAN), *_PLACE_KEYS])
_PERIOD = pa.struct([("text", _S), ("span", _SPAN), ("start", _S), ("end", _S), ("date_prec", _I), ("basis", _S)])

SCHEMAS: dict[str, Any] = {
    "documents": pa.schema(
        [
            _f("document_id", _S, "SHA-256 of the report's own bytes", null=False),
            _f("media_type", _S, "Type found from the content", null=False),
            _f("title", _S, "Title as the document states it"),
            _f("publisher", _S, "Who printed it"),
            _f("country", _S, "The publisher's home country, ISO 3166-1 alpha-2"),
            _f("url", _S, "Address that the document or the manifest states"),
            _f("published", _S, "Date of publication, ISO; null when unknown"),
            _f("published_from", _S, "metadata, page, dateline, given or judgement"),
            _f("language", _S, "ISO 639-1 of the text"),
            _f("layer_hash", _S, "SHA-256 of the text layer", null=False),
            _f("reader", _S, "Name and version of what made the text layer", null=False),
            _f("characters", _I, "Length of the text layer in code points", null=False),
            _f("container_id", _S, "SHA-256 of the file that held this report"),
            _f("part", _S, "Where in the container it lay"),
            _f("copy_group_id", _S, "Copy group, if this text is a copy of another"),
            _f("claims", _I, "Number of claims read from it", null=False),
        ]
    ),
    "arrivals": pa.schema(
        [
            _f("document_id", _S, "The document that arrived", null=False),
            _f("given_as", _S, "Path relative to the PATH given", null=False),
            _f("publisher", _S, "Publisher stated with this arrival"),
            _f("published", _S, "Publication date stated with this arrival"),
            _f("url", _S, "Address stated with this arrival"),
            _f("country", _S, "Publisher's country stated with this arrival"),
            _f("container_id", _S, "SHA-256 of the file that held it"),
            _f("part", _S, "Where in the container it lay"),
            _f("media_type", _S, "Type found from the content", null=False),
            _f("size", _I, "Bytes of the report itself", null=False),
            _f("override", _B, "These metadata win over what the document states", null=False),
        ]
    ),
    "rejected": pa.schema(
        [
            _f("given_as", _S, "Path relative to the PATH given", null=False),
            _f("document_id", _S, "SHA-256 of its bytes; null where none were read"),
            _f("stage", _S, "receive, read, extract or resolve", null=False),
            _f("offset", _I, "Byte or row where the trouble lies, if known"),
            _f("reason", _S, "One word, a colon, and a plain sentence", null=False),
        ]
    ),
    "claims": pa.schema(
        [
            _f("claim_id", _S, "First 32 hex digits of the hash of what identifies the claim", null=False),
            _f("document_id", _S, "Document that makes the claim", null=False),
            _f("start", _I, "Evidence span in the text layer, first code point", null=False),
            _f("end", _I, "Evidence span in the text layer, end excluded", null=False),
            _f("quote", _S, "The words of the span", null=False),
            _f("harm", _S, "What was done to people", null=False),
            _f("low", _I, "Lowest number that the words allow; null is open"),
            _f("best", _I, "The number that the words name; null if none"),
            _f("high", _I, "Highest number that the words allow; null is open"),
            _f("modifier", _S, "How the number was said", null=False),
            _f("count_text", _S, "Words of the number; null where implied"),
            _f("count_start", _I, "Span of the number's words"),
            _f("count_end", _I, "Span of the number's words, end excluded"),
            _f("count_rule", _S, "Grammar rule that read the number"),
            _f("unit", _S, "person, family or case", null=False),
            _f("counting", _S, "total, increment or ordinal", null=False),
            _f("victims", _VICTIMS, "Who the victims are said to be", null=False),
            _f("scope", _S, "incident, cumulative, stock or unknown", null=False),
            _f("factuality", _S, "asserted, hedged or denied", null=False),
            _f("part_of", _S, "Claim whose people these are among"),
            _f("repeats", _S, "Claim that this says again"),
            _f("supersedes", _S, "Claim whose number this replaces"),
            _f("denies", _S, "Claim that this denies"),
            _f("sum_group", _S, "First claim of a set of disjoint groups that the text adds up"),
            _f("moved_from", _S, "Harm that these people had suffered before"),
            _f("as_of", _PERIOD, "The figure's own date, if said"),
            _f("claimant", _CLAIMANT, "Who says so; null is the publisher's own voice"),
            _f("alleged_perpetrator", _WORDS, "Who is said to have done it"),
            _f("place", _PLACE, "Where; null if not said"),
            _f("time", _PERIOD, "When; null if not said"),
            _f("confidence", _D, "Calibrated probability that harm and numbers are read right (docs/confidence.md)"),
            _f("extractor", _S, "Name and version of the extractor", null=False),
        ]
    ),
    "set_aside_spans": pa.schema(
        [
            _f("document_id", _S, "Document", null=False),
            _f("start", _I, "Span, first code point", null=False),
            _f("end", _I, "Span, end excluded", null=False),
            _f("quote", _S, "The words", null=False),
            _f("harm", _S, "Harm spoken of"),
            _f("reason", _S, "Why it makes no claim", null=False),
        ]
    ),
    "copy_groups": pa.schema(
        [
            _f("copy_group_id", _S, "Copy group", null=False),
            _f("document_id", _S, "Member", null=False),
            _f("evidence", _S, "Why it is a member", null=False),
        ]
    ),
    "incidents": pa.schema(
        [
            _f("incident_id", _S, "i- and 12 hex digits of the smallest anchor's hash", null=False),
            *[_f(name, kind, "Place of the incident: " + name) for name, kind in _PLACE_KEYS],
            _f("start", _S, "First possible day, ISO"),
            _f("end", _S, "Last possible day, ISO"),
            _f("date_prec", _I, "UCDP time precision, 1-5"),
            _f("event_clarity", _I, "1 separable, 2 aggregated by the source", null=False),
            _f("documents", _I, "Number of documents", null=False),
            _f("claims", _I, "Number of claims", null=False),
            _f(
                "near_merges",
                pa.list_(pa.struct([("incident_id", _S), ("score", _D), ("reason", _S)])),
                "Incidents that nearly joined this one, and why they did not",
            ),
        ]
    ),
    "incident_claims": pa.schema(
        [
            _f("incident_id", _S, "Incident", null=False),
            _f("claim_id", _S, "Claim in it", null=False),
            _f("document_id", _S, "Document of the claim", null=False),
            _f("reason", _S, "Why the claim is in this incident", null=False),
        ]
    ),
    "figures": pa.schema(
        [
            _f("incident_id", _S, "Incident", null=False),
            _f("harm", _S, "Harm", null=False),
            _f("cell", _S, "Group of people", null=False),
            _f("profile", _S, "Rule that made the figure", null=False),
            _f("low", _I, "Lowest credible number; null is open"),
            _f("best", _I, "The number on which the claims agree; null if none"),
            _f("high", _I, "Highest credible number; null is open"),
            _f("open", _B, "Low or high is null", null=False),
            _f("publishers", _I, "Distinct publishers of the claims used", null=False),
            _f("copy_groups", _I, "Distinct texts behind the claims used", null=False),
            _f("origins", _I, "Distinct informants behind the claims used", null=False),
            _f("agreement", _S, "single, agree, overlap or conflict", null=False),
            _f("grade", _S, "Strength of the evidence", null=False),
            _f("claims_used", pa.list_(_S), "Claims behind the figure", null=False),
            _f(
                "claims_set_aside",
                pa.list_(pa.struct([("claim_id", _S), ("reason", _S)])),
                "Claims not used, each with its reason",
                null=False,
            ),
            _f("names_floor", _I, "Distinct names of the dead, where they raised low"),
            _f("worklist", _S, "Why a person should look at this row"),
        ]
    ),
    "periods": pa.schema(
        [
            _f("claim_id", _S, "Cumulative, stock or unknown-scope claim", null=False),
            _f("document_id", _S, "Document", null=False),
            _f("harm", _S, "Harm", null=False),
            _f("low", _I, "Lowest number that the words allow"),
            _f("best", _I, "The number that the words name"),
            _f("high", _I, "Highest number that the words allow"),
            _f(
                "scope",
                _S,
                "cumulative, stock or unknown; cumulative too for a sum over incidents told one by one, whose claim says incident",
                null=False,
            ),
            _f("area", _S, "Area that the count runs over, as the words name it"),
            _f("start", _S, "First day of the period, ISO"),
            _f("end", _S, "Last day of the period, ISO"),
        ]
    ),
    "people": pa.schema(
        [
            _f("person_id", _S, "Named victim, one row a name in a claim", null=False),
            _f("claim_id", _S, "Claim that names the person", null=False),
            _f("document_id", _S, "Document", null=False),
            _f("incident_id", _S, "Incident of that claim, if any"),
            _f("name", _S, "Name as printed", null=False),
            _f("span", _SPAN, "Where the name stands"),
            _f("age", _I, "Age said beside the name"),
            _f("sex", _S, "Sex as the words have it", null=False),
            _f("harm", _S, "Harm claimed", null=False),
        ]
    ),
    "person_links": pa.schema(
        [
            _f("left", _S, "person_id", null=False),
            _f("right", _S, "person_id", null=False),
            _f("probability", _D, "Probability that both are one person"),
            _f("decision", _S, "same, unsure or different", null=False),
            _f("reasons", pa.list_(_S), "Sentences that say why", null=False),
        ]
    ),
    "settings": pa.schema(
        [
            _f("name", _S, "Setting, version or digest", null=False),
            _f("value", _S, "Its value as JSON", null=False),
        ]
    ),
}

SORT_KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id",),
    "arrivals": ("document_id", "given_as", "publisher", "published", "url", "container_id", "part"),
    "rejected": ("given_as", "document_id", "stage", "offset", "reason"),
    "claims": ("document_id", "start", "end", "harm", "claim_id"),
    "set_aside_spans": ("document_id", "start", "end", "harm", "reason"),
    "copy_groups": ("copy_group_id", "document_id"),
    "incidents": ("incident_id",),
    "incident_claims": ("incident_id", "claim_id"),
    "figures": ("incident_id", "harm", "cell", "profile"),
    "periods": ("document_id", "claim_id"),
    "people": ("person_id",),
    "person_links": ("left", "right"),
    "settings": ("name",),
}
