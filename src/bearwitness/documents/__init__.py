"""Stage 1: bytes -> Document with text layer.

`receive` finds what was given and splits containers into reports, `read_layer` turns one report into its text layer
and metadata, `settle` fills gaps from what was given beside it.
"""
