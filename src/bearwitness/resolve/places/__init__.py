"""Place words -> a gazetteer entry with its precision, ranked by what else the document names.

    words ──grammar──> names, widest last ──look-up──> candidates ──rank──> entries ──rule──> point, where_prec,
    radius_km

In the order of use: `words` (ordinary vocabulary, and words that name places), `spans` (names that a document prints),
`evidence` (what they vote for), `ranking` (the entry that the evidence favours), `context` (a document's evidence),
`resolving` (the words of one place), with `naming` and `precision` (what the place is then called, and how exact it is).

Ranking is a sum of stated terms (`ranking.WEIGHTS`): kind asked by the type word, country and province named in the document,
places already settled there, the publisher's country, and size. A name inside another ("Oru, Belen province")
must lie inside it. A name that the gazetteer lacks is not replaced by the biggest of that spelling elsewhere: it falls
to the place that its own words name around it, with that place's coarser precision, or stays without coordinates.

Source: domain.md, section 10 (UCDP where_prec).
"""
