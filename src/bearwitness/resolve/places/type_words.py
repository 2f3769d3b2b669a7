"""What the type word of a name ("Oru district") says of the place: its level, its size, and where it is used."""

from __future__ import annotations

from bearwitness.phrases.word_patterns import words_of

FIRST_LEVEL = words_of(
    "province department state governorate oblast prefecture region canton republic emirate territory strip"
)
SECOND_LEVEL = words_of("district county parish municipality department governorate raion subdistrict borough division")
DIVISION_TYPES = FIRST_LEVEL | SECOND_LEVEL | {"area", "country"}
USED_IN = {
    "department": words_of("AR BF BJ BO CG CI CM CO DJ FR GA GT GY HN HT ML MR NE NI PE PY SN SV TD UY"),
    "governorate": words_of("BH EG IL IQ JO KW LB OM PS SA SD SY TN YE"),
    "oblast": words_of("BG BY KG KZ RU TJ UA UZ"),
    "canton": words_of("BA CH CR EC FR LU"),
    "prefecture": words_of("AL BO CF CN DZ FR GN GR JP MA RW TD TG"),
    "emirate": words_of("AE SA NG"),
}
"""Countries that call divisions so, by the type word (names of subdivision categories in ISO 3166-2): "La Paz department" is
none of Mexico's municipalities."""
SETTLEMENTS = words_of(
    "village hamlet town township city settlement community locality kibbutz port capital commune municipality"
)
SMALL_SETTLEMENTS = words_of("village hamlet settlement community")
CITY_SECTIONS = words_of("neighbourhood quarter suburb ward barrio colonia zone sector slum shantytown favela borough")
NOT_WITHOUT_TYPE = words_of(
    "market hospital clinic farm ranch hacienda estate mosque church temple school college university prison jail base "
    "barracks station checkpoint hotel restaurant cemetery plant mine factory bridge square road highway street avenue "
    "boulevard drive lane circle parkway terrace "
    "stadium airport airfield house building river lake mountain hill sea gulf ocean bay strait desert"
)
"""Types whose name is no place's without them: a hospital or a river of some name is not the town of that name."""
