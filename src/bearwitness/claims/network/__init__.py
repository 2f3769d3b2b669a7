"""A small language model that reads beside the rules: how likely is it that a phrase's people came to harm, and to which.

It never reads a number, a span or a name. It sees the words of one sentence, with neutral words in the place of names, and
gives each noun a probability a harm; `likely` makes claims of what no rule read and keeps the probabilities of the rest.
How it was made and what it was made from: docs/network.md.
"""
