"""What no list holds: estimates of the unrecorded from people who stand on several lists, and refusals with a reason.

Read in this order: `overlaps` (who is on which lists), `results` (what a method says), `checks` (what no number may be
given for), `loglinear` (models and their fits), `intervals`, `search` and `stepwise` (which model), `bounds` and
`coverage` (methods that choose none); `graphs` and `latent_class` (averages over graphs and classes, drawn by `gibbs` and
judged by `diagnostics`), `combine` (strata and linkages); then `methods` (all of them on one table), and `spread`, `terminal`,
`page`, `drawings` and `pictures` (what is shown). Estimates are of recorded and unrecorded people together; they stand apart from
every recorded figure and are never added to one.
"""
