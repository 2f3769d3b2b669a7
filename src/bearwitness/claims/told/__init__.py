"""Ways of telling harm that the plain rules don't read, a module each: captives, tables, lists, idioms, parts of a total.

Each adds to the mentions of one sentence, in the order that `claims.extract` gives.
"""
