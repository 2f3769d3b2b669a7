"""Harm in one sentence: its words and numbers, the people it counts, what the parse and the plain rules say was done to them.

`outcomes` gives the order of reading. Knows nothing of the rest of the report.
"""
