"""Places told by distance and bearing: "some 12 km south of Oru", "just north of Belen"."""

from __future__ import annotations

from bearwitness.phrases.places.noun_phrases import admits, phrase_over, read_noun_phrase
from bearwitness.phrases.places.phrase import PlacePhrase, Relation
from bearwitness.phrases.places.tokens import Reading
from bearwitness.phrases.places.words import ABBREVIATED_POINTS, ABOUT, NUMBERS, PLAIN_POINTS, SETTLEMENT_LEADS, UNITS


def read_distance(reading: Reading, i: int) -> tuple[PlacePhrase, int] | None:
    """ "(some) 12 km (south of | from | outside) NP"."""
    j = i
    if reading.low(j) in ABOUT:
        j += 1
    value, j, unit = _read_measure(reading, j)
    if value is None or unit is None:
        return None
    if reading.low(j) == "(":
        same, k, same_unit = _read_measure(reading, j + 1)
        if same is not None and same_unit is not None and reading.low(k) == ")":
            j = k + 1
    bearing, j = _read_point(reading, j)
    if reading.low(j) in ("of", "from", "outside", "off", "away"):
        while reading.low(j) in ("away", "of", "from", "outside", "off", "the"):
            if reading.low(j) == "the" and reading.low(j + 1) not in SETTLEMENT_LEADS:
                break
            j += 1
    elif not (bearing is None and reading.low(j) in ("inside", "into")):
        return None
    else:
        j += 1
    np = read_noun_phrase(reading, j)
    if np is None:
        return None
    return phrase_over(
        reading, i, np, None, Relation.OFFSET, distance_km=round(value * unit, 3), bearing=bearing
    ), np.end


def read_bearing(reading: Reading, i: int) -> tuple[PlacePhrase, int] | None:
    """ "(just | to the) south of NP"."""
    j = i + 1 if reading.low(i) in ("just", "due") else i
    bearing, k = _read_point(reading, j)
    if bearing is None or reading.low(k) != "of":
        return None
    np = read_noun_phrase(reading, k + 1)
    if np is None or not admits(reading, np, "near"):
        return None
    return phrase_over(reading, i, np, "near", Relation.NEAR, bearing=bearing), np.end


def _read_measure(reading: Reading, j: int) -> tuple[float | None, int, float | None]:
    value: float | None = None
    token = reading.at(j)
    if token is None:
        return None, j, None
    if token.text[0].isdigit():
        number, _, unit = token.text.partition("-")
        try:
            value = float(number.replace(",", "").rstrip("."))
        except ValueError:
            return None, j, None
        if unit:
            return value, j + 1, UNITS.get(unit.lower())
        j += 1
        if reading.low(j) in ("to", "-", "–") and (higher := reading.at(j + 1)) and higher.text.isdigit():
            value, j = (value + float(higher.text)) / 2, j + 2
    elif token.lower in NUMBERS:
        value, j = NUMBERS[token.lower], j + 1
        if token.lower == "half" and reading.low(j) in ("a", "an"):
            j += 1
        elif token.lower in ("a", "several") and reading.low(j) in ("few", "couple", "dozen", "half", "hundred"):
            value = {"few": 3.0, "couple": 2.0}.get(reading.low(j), NUMBERS.get(reading.low(j), 1.0))
            j += 2 if reading.low(j + 1) == "of" else 1
        elif reading.low(j) in ("hundred", "dozen"):
            value, j = value * NUMBERS[reading.low(j)], j + 1
    else:
        return None, j, None
    unit_word = reading.low(j)
    if unit_word in UNITS:
        return value, j + 1 + (reading.low(j + 1) == "."), UNITS[unit_word]
    return None, j, None


def _read_point(reading: Reading, j: int) -> tuple[float | None, int]:
    """A point of the compass: "south", "to the north-east", "south-southeast", "south east"."""
    k = j
    if reading.low(k) == "(":
        k += 1
    if reading.low(k) in ("to", "toward", "due", "just"):
        k += 1
    if reading.low(k) == "the":
        k += 1
    name = reading.low(k).replace("-", "")
    if not name or name[0] not in "neswNESW":
        return None, j
    name = ABBREVIATED_POINTS.get(name, name) if k == j else name
    joined = name + reading.low(k + 1)
    for candidate, length in ((joined, 2), (name, 1)):
        if candidate in PLAIN_POINTS:
            return PLAIN_POINTS[candidate], k + length
    return None, j
