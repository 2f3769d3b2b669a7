"""Which word of a parsed sentence hangs on which."""

from __future__ import annotations

from bearwitness.claims.sentence.sentences import Sentence, Token


def verb_above(sentence: Sentence, token: Token) -> Token | None:
    """The verb that a token hangs on; a verb hangs on itself only where it hangs on nothing."""
    t = token
    for _ in range(10):
        if t.tag.startswith("VB") and t is not token:
            return t
        if t.head == t.i:
            return t if t.tag.startswith("VB") else None
        t = sentence.tokens[t.head]
    return None


def hangs_on(sentence: Sentence, t: Token, ancestor: int, *, within: int = 14) -> bool:
    """Whether a token is another or hangs on it, within so many tokens of the way up, itself counted."""
    for _ in range(within):
        if t.i == ancestor:
            return True
        if t.head == t.i:
            return False
        t = sentence.tokens[t.head]
    return False


def parted(text: str, a: Token, b: Token) -> bool:
    """Whether a semicolon of the text parts two words, whatever the parser made of them."""
    return ";" in text[min(a.end, b.end) : max(a.start, b.start)]
