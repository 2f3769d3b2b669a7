"""Words that name a place, with the names in them and how the place stands to these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bearwitness.records import Span, Words


class Relation(StrEnum):
    """How the place stands to the names in its phrase; None in a phrase whose words don't say."""

    AT = "at"
    NEAR = "near"
    OFFSET = "offset"  # a distance, with or without a bearing
    BETWEEN = "between"  # between two names, or on a road or border that joins them
    ACROSS = "across"  # throughout the area named


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """One name in a phrase.

    `text` is the name without its type word, `full` with it as printed ("Jenin refugee camp"); `type` is the type word
    in lower case, singular, None where none stands beside the name. `part` is "north", "southeast", "centre" ... where
    the words take a part of the place ("northern Oru"). For "the capital" `text` is "capital" and so is `type`.
    """

    text: str
    span: Span
    type: str | None = None
    part: str | None = None
    full: str = ""


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """Words that name a place.

    `heads` run from the most specific to the widest, each within the next, unless `listed` ("Oru, Belen and Jabal"),
    where they stand side by side, or `relation` is BETWEEN. `bearing` is in degrees clockwise from north, the place as
    seen from the first head. `site` is what stands there, with a name or without ("a market", "the Al-Noor hospital").
    `people` is the word of a people that says which country is meant ("the Indian state of ...").
    """

    text: str
    span: Span
    heads: tuple[PlaceHead, ...]
    relation: Relation | None = None
    preposition: str | None = None
    distance_km: float | None = None
    bearing: float | None = None
    site: Words | None = None
    listed: bool = False
    people: str | None = None
