"""Small language models in the package: how a word becomes numbers, and how a graph of weights is run.

What is asked of them stands with those who ask: `claims.network` (who came to harm), `resolve.setting` (where, when and by whom).
"""
