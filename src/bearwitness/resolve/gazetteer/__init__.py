"""The gazetteer: places, divisions and countries, by the names that they bear.

`look_up` reads it. It is one read-only SQLite file, made when the package is built (`hatch_build.py`) or from a GeoNames
dump (`dump`); both write through `write`. `entries` says what is known of a place, `names` how names are compared,
`geometry` how far apart points are, `files` where the file and our own lists lie.
"""

from bearwitness.resolve.gazetteer.look_up import Gazetteer

__all__ = ["Gazetteer"]
