"""Writes a checkpoint as the weights that ship: two int8 graphs in ONNX, the trimmed vocabulary, and a note of what they are.

    python bench/train/tagger/export.py --checkpoint work/tagger/epoch-5-mean.pt --out crosswire/annotate/weights

The graphs are written node by node, so that they hold the operators that onnxruntime runs fastest (its own attention and its own
matrix product that quantises what comes in) and nothing else. Matrices become integers of -64 to 64, with a scale for each column: two
products of such a number and an unsigned byte always fit 16 bits, so that processors without VNNI, which add them in 16 bits with
saturation, give what the others give (onnxruntime issue 14642). Word vectors become int8 with a scale for each word. Needs torch and onnx.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from network import HEADS, WIDTH, layers_of
from onnx import TensorProto, helper, numpy_helper

OPSET, CONTRIB, IR = 17, "com.microsoft", 8
REACH = 64
"""Largest magnitude of a quantised weight: 2 * 255 * 64 < 2 ** 15."""

UNCALIBRATED = {"alone": [-1.0, 0.5, 0.5, *[0.0] * 6], "both": [-1.0, 0.5, 0.5, *[0.0] * 11]}
"""Weights of the certainty until calibrate.py has fitted them."""

State = dict[str, torch.Tensor]


class Graph:
    """An ONNX graph in the making."""

    def __init__(self, state: State, fp32: bool) -> None:
        self.state, self.fp32 = state, fp32
        self.nodes: list[Any] = []
        self.held: dict[str, Any] = {}

    def hold(self, name: str, value: Any) -> str:
        """Keep a constant once; returns its name."""
        if name not in self.held:
            self.held[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str, transposed: bool = False) -> str:
        """Keep a tensor of the checkpoint in fp32; returns its name."""
        value = self.state[name].float().numpy()
        return self.hold(name, value.T if transposed else value)

    def add(self, op: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output; returns the output's name."""
        out = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [out], name=out, domain=domain, **attributes))
        return out

    def plain(self, x: str, name: str) -> str:
        """Add a linear layer in fp32: for the small ones, whose results count most."""
        return self.add("Add", self.add("MatMul", x, self.weight(f"{name}.weight", True)), self.weight(f"{name}.bias"))

    def linear(self, x: str, name: str) -> str:
        """Add a linear layer whose input is quantised as it comes and whose matrix is quantised by column."""
        if self.fp32:
            return self.plain(x, name)
        matrix = self.state[f"{name}.weight"].float().numpy().T
        scale = best_scales(matrix)
        whole = np.clip(np.rint(matrix / scale), -REACH, REACH).astype(np.int8)
        return self.add(
            "DynamicQuantizeMatMul",
            x,
            self.hold(f"{name}.whole", whole),
            self.hold(f"{name}.scale", scale.astype(np.float32)),
            self.hold(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.weight(f"{name}.bias"),
            domain=CONTRIB,
        )

    def norm(self, x: str, name: str) -> str:
        """Add a layer normalisation."""
        return self.add(
            "LayerNormalization", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), axis=-1, epsilon=1e-12
        )

    def layer(self, x: str, name: str) -> str:
        """Add a transformer layer as network.Layer computes it; x: [rows, length, width]."""
        mix = self.linear(x, f"{name}.mix")
        three = [f"{mix}_{part}" for part in ("query", "key", "value")]
        split = self.hold("three", np.array([WIDTH] * 3, np.int64))
        self.nodes.append(helper.make_node("Split", [mix, split], three, name=f"{mix}_split", axis=-1))
        mixed = self.add("MultiHeadAttention", *three, domain=CONTRIB, num_heads=HEADS)
        x = self.norm(self.add("Add", x, self.linear(mixed, f"{name}.out")), f"{name}.norm1")
        inner = self.add("Gelu", self.linear(x, f"{name}.up"), domain=CONTRIB)
        return self.norm(self.add("Add", x, self.linear(inner, f"{name}.down")), f"{name}.norm2")

    def save(self, path: Path, inputs: list[Any], outputs: dict[str, tuple[str, list[Any]]]) -> None:
        """Check and write the graph; outputs: name -> (node output, shape)."""
        for name, (inner, _) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [inner], [name], name=name))
        made = [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, (_, shape) in outputs.items()]
        graph = helper.make_graph(self.nodes, path.stem, inputs, made, list(self.held.values()))
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
            ir_version=IR,
            producer_name="crosswire",
        )
        onnx.checker.check_model(model)
        path.write_bytes(model.SerializeToString(deterministic=True))


def best_scales(matrix: Any) -> Any:
    """Return the scale of each column that leaves the least squared error, of a few that cut off its largest weights."""
    largest = np.abs(matrix).max(0) + 1e-12
    best, least = largest / REACH, np.full(matrix.shape[1], np.inf)
    for share in np.linspace(1.0, 0.6, 21):
        scale = largest * share / REACH
        error = ((np.clip(np.rint(matrix / scale), -REACH, REACH) * scale - matrix) ** 2).sum(0)
        better = error < least
        best, least = np.where(better, scale, best), np.where(better, error, least)
    return best


def write_encoder(state: State, path: Path, fp32: bool) -> None:
    """Write one window in, its hidden states [length, width] and cue logits [length, 3] out."""
    graph = Graph(state, fp32)
    table = state["encoder.words.weight"].float().numpy()
    if fp32:
        x = graph.add("Gather", graph.hold("words", table), "ids")
    else:
        scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
        rows = graph.add("Gather", graph.hold("words", np.rint(table / scale).astype(np.int8)), "ids")
        scales = graph.add("Gather", graph.hold("words.scale", scale.astype(np.float32)), "ids")
        x = graph.add("Mul", graph.add("Cast", rows, to=TensorProto.FLOAT), scales)
    length = graph.add("Slice", graph.add("Shape", "ids"), *(graph.hold(f"n{n}", np.array([n])) for n in (1, 2)))
    places = graph.add("Slice", graph.weight("encoder.positions.weight"), graph.hold("n0", np.array([0])), length)
    x = graph.add("Add", x, places)
    x = graph.add("Add", x, graph.add("Gather", graph.weight("encoder.cases.weight"), "cases"))
    x = graph.add("Add", x, graph.add("Gather", graph.weight("encoder.marks.weight"), "marks"))
    x = graph.norm(x, "encoder.norm")
    for number in range(layers_of(state, "encoder")):
        x = graph.layer(x, f"encoder.layers.{number}")
    x = graph.add("Squeeze", x, graph.hold("n0", np.array([0])))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "length"]) for n in ("ids", "cases", "marks")]
    outputs = {"hidden": (x, ["length", WIDTH]), "cue": (graph.plain(x, "encoder.cue"), ["length", 3])}
    graph.save(path, inputs, outputs)


def write_decoder(state: State, path: Path, fp32: bool) -> None:
    """Write a unit's states and the sides of its cues in, tags [cues, length, 5] and verdicts [cues, 2] out."""
    graph = Graph(state, fp32)
    one, last = graph.hold("n1", np.array([1])), graph.hold("last", np.array([-1]))
    inside = graph.add("Cast", graph.add("Equal", "sides", graph.hold("in", np.array(1))), to=TensorProto.FLOAT)
    count = graph.add("ReduceSum", inside, last, keepdims=1)
    count = graph.add("Max", count, graph.hold("least", np.array(1.0, np.float32)))
    mean = graph.add("Div", graph.add("MatMul", inside, "hidden"), count)
    about = graph.add("Unsqueeze", graph.plain(mean, "decoder.from_cue"), one)
    x = graph.add("Add", "hidden", graph.add("Gather", graph.weight("decoder.sides.weight"), "sides"))
    x = graph.add("Add", x, about)
    for number in range(layers_of(state, "decoder")):
        x = graph.layer(x, f"decoder.layers.{number}")
    pooled = graph.add("Squeeze", graph.add("MatMul", graph.add("Unsqueeze", inside, one), x), one)
    pooled = graph.add("Div", pooled, count)
    inputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["length", WIDTH]),
        helper.make_tensor_value_info("sides", TensorProto.INT64, ["cues", "length"]),
    ]
    outputs = {
        "tags": (graph.plain(x, "decoder.tags"), ["cues", "length", 5]),
        "verdict": (graph.plain(pooled, "decoder.verdict"), ["cues", 2]),
    }
    graph.save(path, inputs, outputs)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true", help="leave the graphs in fp32, to compare")
    chosen = parser.parse_args()
    checkpoint = torch.load(chosen.checkpoint, map_location="cpu")
    chosen.out.mkdir(parents=True, exist_ok=True)
    write_encoder(checkpoint["tagger"], chosen.out / "tagger-encoder.onnx", chosen.fp32)
    write_decoder(checkpoint["tagger"], chosen.out / "tagger-decoder.onnx", chosen.fp32)
    shutil.copy(chosen.checkpoint.parent / "tokenizer.json", chosen.out / "tagger-pieces.json")
    names = ("tagger-encoder.onnx", "tagger-decoder.onnx", "tagger-pieces.json")
    note = {
        "step": checkpoint["step"],
        "files": {n: hashlib.sha256((chosen.out / n).read_bytes()).hexdigest() for n in names},
        "certainty": UNCALIBRATED,
    }
    (chosen.out / "tagger.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    for name in names:
        print(f"{(chosen.out / name).stat().st_size:>12,} {name}")


if __name__ == "__main__":
    main()
