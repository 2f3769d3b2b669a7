"""Copy groups: reports that are the same text, a light rewrite of it or an excerpt, so that one report is not five.

Only main text is compared: lines of boilerplate, datelines and credits are dropped first. Two newsrooms that write
about the same event in their own words share few word sequences and are not copies; a credit in common never makes two
reports copies, it is only named beside the evidence. Templates filled with other facts (a daily bulletin) are not
copies either: their names and numbers differ.

Source: domain.md section 7, steps 1 and 2.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from bearwitness.records import CopyMember, hash_parts

# Words in a shingle. On the GVC development articles no two reports of different incidents share more than 10% of their
# four-word sequences, and independent reports of one incident rarely more than 20%. Re-run benchmarks/linking.py.
SHINGLE_WORDS = 4
PERMUTATIONS = 128
SEED = 20_230_711
# 42 bands of 3 rows find a pair with Jaccard 0.4 with probability .94 and one with 0.02 with probability .0003.
BAND_ROWS = 3
BANDS = PERMUTATIONS // BAND_ROWS
# One shingle hash in four is kept for containment; of very long texts only the smallest, so that memory stays bounded.
SAMPLE_ONE_IN = 4
SAMPLE_LIMIT = 2_000
FACTS_LIMIT = 64
# Jaccard from which two whole texts are copies; read off the same GVC pairs (rewrites .36 to .6, the rest 0.8 and up).
NEAR_JACCARD = 0.4
# Share of the shorter text's sequences that stand in the longer one, from which it is an excerpt of it.
EXCERPT_CONTAINMENT = 0.55
# Share of the poorer text's names and numbers that both must have; below it they are one template for two stories.
SHARED_FACTS = 0.6
# A text of fewer shingles than this is a copy only of the very same words.
LEAST_SHINGLES = 12
# Sequences that stand in more groups than this are stock phrases and propose no pair.
COMMON_SEQUENCE = 24
# Sampled sequences in common from which a pair is looked at as text and excerpt.
SHARED_SEQUENCES = 4
_SEQUENCES_AT_ONCE = 1 << 18  # sampled sequences sorted at a time: some 10 MB

_WORD = re.compile(r"\w+")
_BOILERPLATE = re.compile(
    r"""
    ^\W*(?:
        (?:copyright\b|©|\(c\)).*
      | all\ rights\ reserved.*
      | .*\bmay\ not\ be\ (?:published|reproduced|redistributed|broadcast)\b.*
      | (?:click|tap)\ (?:here|on|to)\b.*
      | (?:sign|log)[\ -](?:up|in)\b.*
      | subscribe\b.*
      | (?:follow|like|find|join)\ us\b.*
      | (?:read|see|watch|learn|related|more)\ ?(?:more|also|now|on|stories|articles|coverage|from)?\ ?:.*
      | read\ (?:more|also|next)\b.*
      | share\ (?:this|on|via)\b.*
      | (?:advertisement|sponsored(?:\ content)?|loading)\W*
      | (?:last\ )?(?:updated|published|posted|first\ published)\b\W.{0,60}
      | (?:photo|image|picture|video|file\ photo)s?\ ?(?:credit|by|courtesy|:).*
      | (?:print|e-?mail|comments?|tweet|facebook|twitter)\W*
    )$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Credits by their shape alone: whatever agency it is, no list of names decides.
_CREDIT_LINE = re.compile(
    r"""
    ^\W*(?:
        (?:additional\ )?(?:reporting|writing|editing|compiled|translat(?:ed|ion))\ (?:by|from)\ (?P<by>[^.;]{2,80})
      | (?:with|from)\ (?:additional\ |further\ )?(?:reporting|files|material|input)\ (?:by|from)\ (?P<with>[^.;]{2,80})
      | (?:source|via|agencies|agency)\ ?:\ (?P<source>[^.;]{2,60})
    ).{0,100}$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:By|BY) [A-Z][^.!?\d]{1,60}$")
_SIGNED = re.compile(
    r"^(?:[-–—]{1,2} ?(?P<name>[A-Z][\w/-]*(?: [A-Z][\w/-]*){0,3})|\((?P<tag>[A-Z][A-Z0-9/-]{1,12})\))$"
)
_WITH_REPORTING = re.compile(
    r"\bwith (?:additional |further )?(?:reporting|files|material|input) (?:by|from) (?P<by>[^.;\n]{2,80})",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[A-Z][\w .,'’/-]{1,80}?\s?(?:\((?P<tag>[A-Za-z][\w/& -]{1,30})\)\s?(?:[-–—:]{1,2}|\[TEXT\])|[–—]|--)\s"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to compare it with others; a few hundred bytes.

    `digest` is the MinHash (128 unsigned 32-bit numbers), `sample` the sampled shingle hashes and `facts` the hashes of
    names and numbers, each sorted, packed and unsigned; `limit` is the largest sampled hash where the sample was cut.
    """

    words_hash: str
    shingles: int
    digest: bytes
    sample: bytes
    facts: bytes
    limit: int | None = None


def main_text(text: str) -> str:
    """The text without lines of boilerplate and credits and without the dateline that opens a paragraph."""
    kept = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped or _BOILERPLATE.match(stripped):
            continue
        if len(stripped) <= 160 and any(shape.match(stripped) for shape in (_CREDIT_LINE, _BYLINE, _SIGNED)):
            continue
        kept.append(_DATELINE.sub("", stripped, count=1))
    return "\n".join(kept)


def wire_credit(text: str) -> str | None:
    """The agency or reporters that a text credits, as printed; None where it credits nobody.

    Read by shape: a tag in the dateline ("ORU, 3 May (ACAN-EFE) --", "Oru (AP) -"), a line "Reporting by ...", "with
    reporting by ...", "Source: ...", or a line that is only a dash and a name, or a tag in brackets.
    """
    running = None
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped:
            continue
        dateline = _DATELINE.match(stripped)
        if dateline and dateline["tag"]:
            return dateline["tag"].strip()
        if len(stripped) <= 160:
            found = _CREDIT_LINE.match(stripped)
            if found:
                return str(found["by"] or found["with"] or found["source"]).strip()
            signed = _SIGNED.match(stripped)
            if signed:
                return str(signed["name"] or signed["tag"])
        running = running or _WITH_REPORTING.search(stripped)
    return running["by"].strip() if running else None


def shingle_signature(text: str) -> Signature:
    """What is kept of the main text, so that likeness to other texts can be estimated; the same text gives the same."""
    main = unicodedata.normalize("NFKC", main_text(text))
    words = _WORD.findall(main.casefold())
    shingles = sorted({" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)})
    digest = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    digest.update(shingles)
    sample = sorted({value >> 32 for value in _hashes(shingles) if value % SAMPLE_ONE_IN == 0})
    limit = sample[SAMPLE_LIMIT - 1] if len(sample) > SAMPLE_LIMIT else None
    facts = sorted({value >> 32 for value in _hashes(sorted(_facts(main)))})[:FACTS_LIMIT]
    return Signature(
        words_hash=hash_parts(words, digits=32),
        shingles=len(shingles),
        digest=np.asarray(digest.digest(), dtype="<u4").tobytes(),
        sample=array("I", sample[:SAMPLE_LIMIT]).tobytes(),
        facts=array("I", facts).tobytes(),
        limit=limit,
    )


def copy_groups(
    signatures: Iterable[tuple[str, Signature, int, str | None]], *, similarity: float = NEAR_JACCARD
) -> list[CopyMember]:
    """Documents that are copies of one another, a row per member, sorted by group and document.

    Args:
        signatures: (document_id, signature, length in code points, credit or None), one per document, in any order.
        similarity: Share of four-word sequences in common (Jaccard, 0 to 1) from which two whole texts are copies.

    Returns:
        Only groups of two or more; the id is "c-" and 12 hex digits of the hash of the smallest document_id. Empty
        where there are no copies. Pairs come from hash buckets, so the cost does not grow with the square.
    """
    rows = _Rows(signatures)
    groups = _Groups(len(rows.ids))
    evidence: dict[int, tuple[float, str]] = {}
    _join_same_words(rows, groups, evidence)
    _join_near_copies(rows, groups, evidence, similarity)
    _join_excerpts(rows, groups, evidence)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(rows.ids)):
        members[groups.find(index)].append(index)
    listed = []
    for indices in members.values():
        if len(indices) < 2:
            continue
        group_id = "c-" + hash_parts([rows.ids[indices[0]]], digits=12)
        shared = _shared_credit([rows.credits[index] for index in indices])
        for index in indices:
            why = evidence[index][1] if index in evidence else "others in the group are copies of this text"
            listed.append(CopyMember(group_id, rows.ids[index], why + shared(rows.credits[index])))
    return sorted(listed, key=lambda member: (member.copy_group_id, member.document_id))


_Evidence = dict[int, tuple[float, str]]


class _Rows:
    """The documents by index, sorted by id, and their signatures, packed: no object for each, about a kilobyte apiece."""

    def __init__(self, signatures: Iterable[tuple[str, Signature, int, str | None]]) -> None:
        arrived: list[str] = []
        words: list[bytes] = []
        credits: list[str | None] = []
        shingles, lengths, limits = array("q"), array("q"), array("q")
        digests = bytearray()
        samples, facts = _Packed(), _Packed()
        for document_id, signature, length, credit in signatures:
            arrived.append(document_id)
            words.append(bytes.fromhex(signature.words_hash))
            credits.append(credit)
            shingles.append(signature.shingles)
            lengths.append(length)
            limits.append(-1 if signature.limit is None else signature.limit)
            digests += signature.digest
            samples.append(signature.sample)
            facts.append(signature.facts)
        order = sorted(range(len(arrived)), key=arrived.__getitem__)
        self.ids = [arrived[at] for at in order]
        self.words = [words[at] for at in order]
        self.credits = [credits[at] for at in order]
        self.shingles, self.lengths, self._limits = ([c[at] for at in order] for c in (shingles, lengths, limits))
        self._order, self._samples, self._facts = array("q", order), samples, facts
        self._digests = np.frombuffer(digests, dtype="<u4").reshape(len(order), PERMUTATIONS)

    def digest(self, index: int) -> NDArray[np.uint32]:
        """The MinHash of a text."""
        found: NDArray[np.uint32] = self._digests[self._order[index]]
        return found

    def sample(self, index: int) -> NDArray[np.uint32]:
        """Its sampled shingle hashes, sorted."""
        return self._samples[self._order[index]]

    def facts(self, index: int) -> NDArray[np.uint32]:
        """The hashes of its names and numbers, sorted."""
        return self._facts[self._order[index]]

    def limit(self, index: int) -> int | None:
        """The largest sampled hash where the sample was cut."""
        return None if self._limits[index] < 0 else self._limits[index]


class _Packed:
    """Arrays of unsigned 32-bit numbers, one after the other."""

    def __init__(self) -> None:
        self._content, self._ends = bytearray(), array("q", [0])

    def append(self, packed: bytes) -> None:
        self._content += packed
        self._ends.append(len(self._content))

    def __getitem__(self, index: int) -> NDArray[np.uint32]:
        start, end = self._ends[index], self._ends[index + 1]
        return np.frombuffer(self._content, dtype="<u4", count=(end - start) // 4, offset=start if end > start else 0)


class _Groups:
    """Disjoint sets whose representative is always the smallest index."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, index: int) -> int:
        root = index
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[index] != root:
            self._parent[index], index = root, self._parent[index]
        return root

    def join(self, left: int, right: int) -> None:
        low, high = sorted((self.find(left), self.find(right)))
        self._parent[high] = low


def _hashes(tokens: Sequence[str]) -> list[int]:
    return list(RMinHash.hash_token_sets([tokens])[0])


def _facts(main: str) -> set[str]:
    """Names and numbers: words with a capital that do not open a sentence, and words with a digit.

    In text that is mostly capitals a capital says nothing, so only numbers are taken.
    """
    letters = [character for character in main if character.isalpha()]
    shouted = sum(map(str.isupper, letters)) > 0.5 * len(letters)
    found = set()
    for match in _WORD.finditer(main):
        word = match[0]
        if any(map(str.isdigit, word)):
            found.add(word.casefold())
        elif not shouted and word[0].isupper():
            before = main[: match.start()].rstrip(" \"'“”‘’(")[-1:] if match.start() else ""
            if before and before not in ".!?\n:":
                found.add(word.casefold())
    return found


def _join_same_words(rows: _Rows, groups: _Groups, evidence: _Evidence) -> None:
    first: dict[bytes, int] = {}
    for index, (words, shingles) in enumerate(zip(rows.words, rows.shingles, strict=True)):
        if not shingles:
            continue
        original = first.setdefault(words, index)
        if original != index:
            groups.join(original, index)
            _note(evidence, index, 2.0, f"the same words as {rows.ids[original][:12]} after dropping boilerplate")
            _note(evidence, original, 2.0, f"the same words as {rows.ids[index][:12]} after dropping boilerplate")


def _join_near_copies(rows: _Rows, groups: _Groups, evidence: _Evidence, similarity: float) -> None:
    size = len(rows.ids)
    packed = array("q", (left * size + right for left, right in _band_pairs(rows)))
    for code in np.unique(np.frombuffer(packed, dtype=np.int64)) if packed else ():
        left, right = divmod(int(code), size)
        jaccard = float(np.mean(rows.digest(left) == rows.digest(right)))
        if jaccard < similarity or _shared_facts(rows.facts(left), rows.facts(right)) < SHARED_FACTS:
            continue
        groups.join(left, right)
        for index, other in ((left, right), (right, left)):
            _note(evidence, index, jaccard, f"{jaccard:.0%} of its word sequences are those of {rows.ids[other][:12]}")


def _band_pairs(rows: _Rows) -> Iterator[tuple[int, int]]:
    """Pairs that share a band, each bucket as a star and a chain so that a thousand copies give two thousand pairs."""
    firsts: dict[bytes, int] = {}
    eligible = []
    for index, (words, shingles) in enumerate(zip(rows.words, rows.shingles, strict=True)):
        if shingles >= LEAST_SHINGLES and firsts.setdefault(words, index) == index:
            eligible.append(index)
    del firsts
    for band in range(BANDS):
        buckets: dict[bytes, int | list[int]] = {}  # most hold one text: an index alone until a second comes
        for index in eligible:
            key = rows.digest(index)[band * BAND_ROWS : (band + 1) * BAND_ROWS].tobytes()
            held = buckets.setdefault(key, index)
            if isinstance(held, list):
                held.append(index)
            elif held != index:
                buckets[key] = [held, index]
        for bucket in buckets.values():
            if isinstance(bucket, list):
                for position in range(1, len(bucket)):
                    yield bucket[0], bucket[position]
                    yield bucket[position - 1], bucket[position]


def _join_excerpts(rows: _Rows, groups: _Groups, evidence: _Evidence) -> None:
    """Attach a shorter text to the one longer text that holds most of it.

    Each group of near copies is spoken for by its longest member. A text is attached to one container only: an insert
    that stands in two different stories must not glue them together.
    """
    speakers: dict[int, int] = {}
    for index, size in enumerate(zip(rows.shingles, rows.lengths, strict=True)):
        root = groups.find(index)
        best = speakers.get(root)
        if best is None or size > (rows.shingles[best], rows.lengths[best]):
            speakers[root] = index
    looked_at = [index for index in sorted(speakers.values()) if rows.shingles[index] >= LEAST_SHINGLES]
    best_container: dict[int, tuple[float, int]] = {}
    for left, right in _overlapping(rows, looked_at):
        inner, outer = sorted((left, right), key=lambda index: (rows.shingles[index], -index))
        share = _containment(rows, inner, outer)
        if share < EXCERPT_CONTAINMENT or _shared_facts(rows.facts(inner), rows.facts(outer)) < SHARED_FACTS:
            continue
        if inner not in best_container or share > best_container[inner][0]:
            best_container[inner] = (share, outer)
    for inner, (share, outer) in sorted(best_container.items()):
        groups.join(inner, outer)
        _note(evidence, inner, share, f"{share:.0%} of its word sequences stand in the longer {rows.ids[outer][:12]}")
        _note(evidence, outer, 0.0, f"the shorter {rows.ids[inner][:12]} is {share:.0%} contained in it")


def _overlapping(rows: _Rows, indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs (smaller, larger) of texts that share `SHARED_SEQUENCES` or more sampled sequences which few texts hold, sorted.

    Args:
        rows: The documents.
        indices: Those to pair, sorted.
    """
    if not indices:
        return
    size = indices[-1] + 1
    parts = sum(rows.sample(index).size for index in indices) // _SEQUENCES_AT_ONCE + 1
    limits = [(1 << 32) * part // parts for part in range(parts + 1)]
    codes, shared = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for low, high in pairwise(limits):
        more, times = np.unique(_codes(rows, indices, low, high, size), return_counts=True)
        codes, at = np.unique(np.concatenate((codes, more)), return_inverse=True)
        shared = np.bincount(at, weights=np.concatenate((shared, times)), minlength=codes.size).astype(np.int64)
    for code in codes[shared >= SHARED_SEQUENCES].tolist():
        yield divmod(code, size)


def _codes(rows: _Rows, indices: Sequence[int], low: int, high: int, size: int) -> NDArray[np.int64]:
    """A number for each pair and each sampled sequence from `low` to below `high` that both hold and few others."""
    parts = []
    for index in indices:
        sample = rows.sample(index)
        parts.append(sample[(sample >= low) & (sample < high)])
    values = np.concatenate(parts)
    owners = np.repeat(np.asarray(indices, dtype=np.int64), [part.size for part in parts])
    order = np.argsort(values, kind="stable")  # within a run of one sequence its holders rise
    values, owners = values[order], owners[order]
    starts, lengths = _runs(values)
    found = [np.zeros(0, dtype=np.int64)]
    for length in range(2, COMMON_SEQUENCE + 1):
        runs = owners[starts[lengths == length][:, None] + np.arange(length)]
        found += [runs[:, left] * size + runs[:, right] for left, right in combinations(range(length), 2)]
    return np.concatenate(found)


def _runs(ordered: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each run of equal values starts in a sorted array, and how long it is."""
    change = np.ones(ordered.size, dtype=bool)
    change[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(change)
    return starts, np.diff(np.append(starts, ordered.size))


def _containment(rows: _Rows, inner: int, outer: int) -> float:
    """Share of the inner text's shingles that stand in the outer one, over the part of hash space that both kept."""
    left, right = rows.sample(inner), rows.sample(outer)
    limits = [limit for limit in (rows.limit(inner), rows.limit(outer)) if limit is not None]
    if limits:
        left, right = left[left <= min(limits)], right[right <= min(limits)]
    return float(np.intersect1d(left, right, assume_unique=True).size / left.size) if left.size else 0.0


def _shared_facts(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Share of the poorer text's names and numbers that both have; 1 where one of them has none to compare."""
    if not one.size or not other.size:
        return 1.0
    limit = min(sketch[-1] if sketch.size == FACTS_LIMIT else np.uint32(0xFFFFFFFF) for sketch in (one, other))
    one, other = one[one <= limit], other[other <= limit]
    return float(np.intersect1d(one, other, assume_unique=True).size / max(1, min(one.size, other.size)))


def _note(evidence: _Evidence, index: int, strength: float, why: str) -> None:
    if index not in evidence or (strength, why) > evidence[index]:
        evidence[index] = (strength, why)


class _shared_credit:
    """Words to add to a member's evidence where another member prints the same credit."""

    def __init__(self, credits: Sequence[str | None]) -> None:
        folded = [credit.casefold() for credit in credits if credit]
        self._shared = {credit for credit in folded if folded.count(credit) > 1}

    def __call__(self, credit: str | None) -> str:
        if not credit:
            return ""
        others = ", as others in the group" if credit.casefold() in self._shared else ""
        return f'; credited to "{credit}"{others}'
