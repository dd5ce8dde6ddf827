"""The only place where onnxruntime and the word-piece tokenizer are imported: loads the tagger's weights, checked by their hashes."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from crosswire.errors import ModelError

ENCODER, DECODER, PIECES, NOTE = "tagger-encoder.onnx", "tagger-decoder.onnx", "tagger-pieces.json", "tagger.json"

SLOW = ["SkipLayerNormFusion"]
"""Fusions of onnxruntime left out: its fused form of "add and normalise" takes twice as long as the two."""


class OnnxNetwork:
    """The tagger's two graphs on one thread. fingerprint: of the weights, the vocabulary and the engine's version.

    Windows and units go in one at a time and without padding: a graph with dynamic quantisation takes its scales from all it is shown, so
    only then is the result a function of the text alone. Weights are numbers of -64 to 64, so that processors that add products of bytes
    in 16 bits (x86 without VNNI) never saturate, and give the same sums (onnxruntime issues 6004 and 14642).
    """

    def __init__(
        self, encoder: Any, decoder: Any, ends: tuple[int, int], note: dict[str, Any], fingerprint: str
    ) -> None:
        self._encoder, self._decoder = encoder, decoder
        self.start_id, self.separator_id = ends
        self.alone: Sequence[float] = note["certainty"]["alone"]
        self.both: Sequence[float] = note["certainty"]["both"]
        self.fingerprint = fingerprint

    def encode(self, ids: Sequence[int], cases: Sequence[int], marks: Sequence[int]) -> tuple[Any, Any]:
        """Return hidden states [length, width] and cue logits [length, 3] of a window."""
        import numpy as np

        given = {
            name: np.array([row], dtype=np.int64) for name, row in (("ids", ids), ("cases", cases), ("marks", marks))
        }
        hidden, cue = self._encoder.run(None, given)
        return hidden, cue

    def ask(self, hidden: Any, sides: Any) -> tuple[Any, Any]:
        """Return tag logits [cues, length, 5] and verdict logits [cues, 2] for a unit."""
        tags, verdict = self._decoder.run(None, {"hidden": hidden, "sides": sides})
        return tags, verdict


def read_files(folder: Path | None) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Read the weights and the note that lies beside them, and check one against the other. Raises ModelError."""
    base = folder if folder is not None else files("crosswire.annotate").joinpath("weights")
    try:
        note = json.loads(base.joinpath(NOTE).read_text(encoding="utf-8"))
        found = {name: base.joinpath(name).read_bytes() for name in (ENCODER, DECODER, PIECES)}
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The tagger's weights cannot be read: {error}. Reinstall Crosswire, or build with the rules alone."
        ) from error
    for name, content in found.items():
        if hashlib.sha256(content).hexdigest() != note["files"].get(name):
            raise ModelError(f"{name} is not the file that {NOTE} describes. Reinstall Crosswire.")
    return found, note


def load_network(folder: Path | None = None) -> tuple[OnnxNetwork, Any]:
    """Load the graphs and the tokenizer from a folder, or those of the package. Raises ModelError."""
    try:
        onnxruntime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
    except ImportError as error:
        raise ModelError(
            "The tagger needs onnxruntime and tokenizers. Reinstall Crosswire, or build with --rules-only."
        ) from error
    found, note = read_files(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    encoder, decoder = (
        onnxruntime.InferenceSession(found[name], options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW)
        for name in (ENCODER, DECODER)
    )
    tokenizer = tokenizers.Tokenizer.from_str(found[PIECES].decode("utf-8"))
    whole = hashlib.sha256(json.dumps([note["files"], note["certainty"]], sort_keys=True).encode()).hexdigest()
    fingerprint = f"tagger {whole[:16]} onnxruntime {onnxruntime.__version__}"
    ends = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    return OnnxNetwork(encoder, decoder, ends, note, fingerprint), tokenizer


@lru_cache(maxsize=1)
def shipped_network() -> tuple[OnnxNetwork, Any]:
    """Load the package's own weights once. Raises ModelError."""
    return load_network()
