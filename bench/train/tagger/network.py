"""The tagger's network: a small BERT encoder, a cue head, and a decoder that is asked about one cue at a time.

Written out in plain torch (no transformers) so that the exported graph holds what stands here and no more. The encoder starts from
all-MiniLM-L6-v2 (Wang et al. 2020, arXiv 2002.10957; sentence-transformers, Apache-2.0).
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

LAYERS = 6
WIDTH = 384
HEADS = 12
INNER = 1536
DECODER_LAYERS = 2
TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
CUE_TAGS = ("B", "I", "O")
DROPOUT = 0.1


class Drop(nn.Module):
    """Dropout from a pool of numbers drawn once: drawing anew took a tenth of a step on a CPU. A slice of it is chosen by torch's generator."""

    pool: Tensor | None = None
    SIZE = 1 << 23

    def forward(self, x: Tensor) -> Tensor:
        """x: any shape."""
        if not self.training:
            return x
        if Drop.pool is None:
            draw = torch.Generator().manual_seed(1)
            Drop.pool = (torch.rand(self.SIZE, generator=draw) >= DROPOUT).to(torch.bfloat16) / (1 - DROPOUT)
        start = int(torch.randint(self.SIZE - x.numel(), (1,)))
        return x * Drop.pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)  # query, key, value in one
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: [batch, length, width]; mask: additive [batch, 1, 1, length] or None.

        No dropout on the attention itself: drawing its numbers took a third of a training step.
        """
        query, key, value = self.mix(x).view(x.shape[0], -1, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (query * (1 / math.sqrt(WIDTH // HEADS))) @ key.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        mixed = scores.softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(x.shape[0], -1, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces with case and quotation-mark features -> hidden states, cue logits, flat source and content logits."""

    def __init__(self, vocabulary: int, positions: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.cases = nn.Embedding(4, WIDTH)
        self.marks = nn.Embedding(3, WIDTH)
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.marks.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Drop()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.cue = nn.Linear(WIDTH, len(CUE_TAGS))
        self.flat = nn.Linear(WIDTH, 2)

    def forward(
        self, ids: Tensor, cases: Tensor, marks: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """ids, cases, marks: [batch, length]."""
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        x = self.words(ids) + self.positions(places) + self.cases(cases) + self.marks(marks)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.cue(x), self.flat(x)


class Decoder(nn.Module):
    """A paragraph's hidden states and one cue in it -> tags of its source and content, and how sure the cue itself is."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.sides = nn.Embedding(3, WIDTH)  # before, in, after the cue
        nn.init.zeros_(self.sides.weight)
        self.from_cue = nn.Linear(WIDTH, WIDTH)
        nn.init.zeros_(self.from_cue.weight)
        nn.init.zeros_(self.from_cue.bias)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = Drop()
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.verdict = nn.Linear(WIDTH, 2)  # an attribution at all; speech rather than attitude

    def forward(self, hidden: Tensor, sides: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """hidden: [cues, length, width]; sides: [cues, length] with 0 before, 1 in, 2 after the cue, padding any of 0 and 2."""
        inside = (sides == 1).to(hidden.dtype).unsqueeze(-1)
        count = inside.sum(1).clamp(min=1.0)
        mean = (hidden * inside).sum(1) / count
        x = hidden + self.sides(sides) + self.from_cue(mean).unsqueeze(1)
        for layer in self.layers:
            x = layer(x, mask)
        pooled = (x * inside).sum(1) / count
        return self.tags(self.drop(x)), self.verdict(self.drop(pooled))


class Tagger(nn.Module):
    """Encoder and decoder together."""

    def __init__(
        self, vocabulary: int, positions: int, layers: int = LAYERS, decoder_layers: int = DECODER_LAYERS
    ) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, positions, layers)
        self.decoder = Decoder(decoder_layers)


def layers_of(state: dict[str, Tensor], part: str) -> int:
    """Return how many layers the encoder or the decoder of a checkpoint has."""
    return len({name.split(".")[2] for name in state if name.startswith(f"{part}.layers.")})


def from_state(state: dict[str, Tensor]) -> Tagger:
    """Build the tagger that a checkpoint's weights belong to."""
    vocabulary, positions = (len(state[f"encoder.{name}.weight"]) for name in ("words", "positions"))
    tagger = Tagger(vocabulary, positions, layers_of(state, "encoder"), layers_of(state, "decoder"))
    tagger.load_state_dict(state)
    return tagger


def thinned(state: dict[str, Tensor], encoder: list[int], decoder: list[int]) -> dict[str, Tensor]:
    """Return a checkpoint's weights with some of its layers only, numbered anew; encoder, decoder: the layers that stay."""
    kept = {"encoder": encoder, "decoder": decoder}
    out = {}
    for name, value in state.items():
        part, group, *rest = name.split(".")
        if group != "layers":
            out[name] = value
        elif int(rest[0]) in kept[part]:
            out[".".join([part, group, str(kept[part].index(int(rest[0]))), *rest[1:]])] = value
    return out


NAMES = {
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def layer_state(weights: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    """Return one layer of the published weights under this network's names."""
    stem = f"encoder.layer.{number}"
    state = {}
    for part in ("weight", "bias"):
        three = [weights[f"{stem}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        state[f"mix.{part}"] = torch.cat(three).float()
        state |= {f"{ours}.{part}": weights[f"{stem}.{theirs}.{part}"].float() for theirs, ours in NAMES.items()}
    return state


def from_base(path: Path, keep_ids: list[int], positions: int) -> Tagger:
    """Build a tagger from the base weights; keep_ids: rows of the word embedding that the trimmed vocabulary keeps."""
    weights = load_file(path)
    tagger = Tagger(len(keep_ids), positions)
    encoder = tagger.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(weights["embeddings.word_embeddings.weight"].float()[keep_ids])
        table = weights["embeddings.position_embeddings.weight"].float()[:positions]
        encoder.positions.weight.copy_(table + weights["embeddings.token_type_embeddings.weight"].float()[0])
        encoder.norm.weight.copy_(weights["embeddings.LayerNorm.weight"].float())
        encoder.norm.bias.copy_(weights["embeddings.LayerNorm.bias"].float())
    for number, layer in enumerate(encoder.layers):
        layer.load_state_dict(layer_state(weights, number))
    for number, layer in enumerate(tagger.decoder.layers):
        layer.load_state_dict(layer_state(weights, LAYERS - DECODER_LAYERS + number))
    return tagger
