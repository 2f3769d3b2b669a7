"""Claims: who says what happened to how many people, read from the text of one report.

    sentence/   one sentence: words, numbers, people, and the harm that the parse and the plain rules say was done to them
    context/    beyond the sentence: who says it, who did it, where and when, what a claim repeats, how sure it is
    told/       ways of telling harm that the plain rules don't read, a module each
    network/    the small language model that reads beside the rules
    extract     the order of it all; what other parts of the package import
    build       drafts, with what was found about each, become claims
    extractor   the version that claims carry

`confidence.json` holds the weights; the word lists stand in `phrases/lexicon`. Imports go down this list's order only: `told` and `network`
from `context` and `sentence`, `context` from `sentence`.
"""
