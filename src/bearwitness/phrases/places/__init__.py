"""Place words of English news -> phrases with the names in them; a closed grammar of our own, without a gazetteer.

    "at a market in Oru, Belen province"  ->  heads Oru, Belen (province); site "a market"; preposition "at"
    "12 km south of Oru"                  ->  head Oru; relation offset, 12 km, bearing 180 degrees
    "on the Oru-Belen road"               ->  heads Oru, Belen; relation between

A phrase's words leave out prepositions that only locate ("in", "at", "on", "from") and keep those that say how the
place stands to the names ("near", "12 km south of", "between"). Reading a phrase's own words again gives the same.

What shape can tell is told by shape: capitals, type words (village, camp, province), particles (de, al-, bin). Text
printed in capitals has no shape; there a caller's `is_place_word` tells names, beside type words. Months, weekdays,
titles, organisations, peoples and languages are no places.

The modules in their order, each using those before it: `phrase`, `words` and `tokens`; `names`, where a name ends;
`modifiers`, what stands before it; `single`, one place; `noun_phrases`, with its site and what holds it; `distances`,
`roads` and `prepositions`, what says how a place stands to the names; `find`, the two verbs.
"""
