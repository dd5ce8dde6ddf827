"""Writes a checkpoint as the weights that ship: two int8 graphs in ONNX, the trimmed vocabulary, and a note of what they are.

    python bench/train/tagger/export.py --checkpoint work/tagger/epoch-2.pt --out crosswire/annotate/weights

Matrices become int8 per output channel, activations are quantised as they come (onnxruntime's dynamic quantisation); word vectors become
uint8. Needs torch, onnx and onnxruntime.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from network import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from crosswire.annotate.tagger_windows import WINDOW

OPSET = 17

UNCALIBRATED = {"alone": [-1.0, 0.5, 0.5, *[0.0] * 6], "both": [-1.0, 0.5, 0.5, *[0.0] * 10]}
"""Weights of the certainty until calibrate.py has fitted them."""


class EncoderGraph(nn.Module):
    """One window in, its hidden states and cue logits out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder = tagger.encoder

    def forward(self, ids: Tensor, cases: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """ids, cases, marks: [1, length]."""
        hidden, cue, _ = self.encoder(ids, cases, marks)
        return hidden[0], cue[0]


class DecoderGraph(nn.Module):
    """A unit's states and the sides of its cues in, tags and verdicts out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.decoder = tagger.decoder

    def forward(self, hidden: Tensor, sides: Tensor) -> tuple[Tensor, Tensor]:
        """hidden: [length, width]; sides: [cues, length]."""
        return self.decoder(hidden.unsqueeze(0).expand(sides.shape[0], -1, -1), sides)


def write_graph(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: tuple[list[str], list[str]],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    """Export one module in fp32."""
    module.eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            inputs,
            str(path),
            input_names=names[0],
            output_names=names[1],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def write_both(tagger: Tagger, folder: Path) -> list[Path]:
    """Export encoder and decoder in fp32; returns their files."""
    length = 40
    ids = torch.randint(5, 1000, (1, length))
    zeros = torch.zeros(1, length, dtype=torch.long)
    sides = torch.zeros(3, length, dtype=torch.long)
    sides[:, 4:6], sides[:, 6:] = 1, 2
    encoder, decoder = folder / "tagger-encoder.onnx", folder / "tagger-decoder.onnx"
    along = {1: "length"}
    write_graph(
        EncoderGraph(tagger),
        (ids, zeros, zeros),
        (["ids", "cases", "marks"], ["hidden", "cue"]),
        {"ids": along, "cases": along, "marks": along, "hidden": {0: "length"}, "cue": {0: "length"}},
        encoder,
    )
    write_graph(
        DecoderGraph(tagger),
        (torch.randn(length, 384), sides),
        (["hidden", "sides"], ["tags", "verdict"]),
        {
            "hidden": {0: "length"},
            "sides": {0: "cues", 1: "length"},
            "tags": {0: "cues", 1: "length"},
            "verdict": {0: "cues"},
        },
        decoder,
    )
    return [encoder, decoder]


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true", help="leave the graphs in fp32, to compare")
    chosen = parser.parse_args()
    state = torch.load(chosen.checkpoint, map_location="cpu")
    tagger = Tagger(state["tagger"]["encoder.words.weight"].shape[0], WINDOW)
    tagger.load_state_dict(state["tagger"])
    tagger.eval()
    chosen.out.mkdir(parents=True, exist_ok=True)
    note: dict[str, object] = {"step": state["step"], "files": {}, "certainty": UNCALIBRATED}
    with tempfile.TemporaryDirectory() as scratch:
        for path in write_both(tagger, Path(scratch)):
            if chosen.fp32:
                shutil.copy(path, chosen.out / path.name)
                continue
            graph = onnx.load(path)
            del graph.graph.value_info[:]
            onnx.save(graph, path)
            quantize_dynamic(
                path,
                chosen.out / path.name,
                op_types_to_quantize=["MatMul", "Gather"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True},
            )
    shutil.copy(chosen.checkpoint.parent / "tokenizer.json", chosen.out / "tagger-pieces.json")
    names = ("tagger-encoder.onnx", "tagger-decoder.onnx", "tagger-pieces.json")
    note["files"] = {n: hashlib.sha256((chosen.out / n).read_bytes()).hexdigest() for n in names}
    (chosen.out / "tagger.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    for name in names:
        print(f"{(chosen.out / name).stat().st_size:>12,} {name}")


if __name__ == "__main__":
    main()
