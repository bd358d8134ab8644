"""The two losses at values that can be worked out by hand."""

import math
import random

import numpy as np
import pytest
import torch

from linking.align import multi_similarity
from linking.alignment_data import Pool, draw, mine
from linking.marginalise import marginal_loss
from linking.vectors import SCALE, quantise


def test_marginal_loss_sums_the_right_names() -> None:
    scores = torch.log(torch.tensor([[0.5, 0.25, 0.25]]))
    right = torch.tensor([[True, True, False]])
    assert math.isclose(marginal_loss(scores, right).item(), -math.log(0.75), rel_tol=1e-5)


def test_separated_synonyms_cost_nothing_and_confused_ones_do() -> None:
    same = torch.tensor([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]], dtype=torch.bool)
    apart = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    confused = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    assert multi_similarity(apart, same).item() == 0
    # each anchor: its synonym at cosine 0 pulls ln(1 + e^0.5), one stranger at cosine 1 pushes ln(1 + e^30) / 60
    assert multi_similarity(confused, same).item() == pytest.approx(math.log1p(math.exp(0.5)) + 0.5, rel=1e-4)


def test_vectors_survive_int8() -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 128)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = quantise(vectors)
    assert rows.dtype == np.int8
    assert np.abs((rows / SCALE * vectors).sum(1) - 1).max() < 0.01


def test_mining_groups_concepts_whose_names_are_near() -> None:
    names = {"a": ["alpha", "alphas"], "b": ["beta", "betas"], "c": ["gamma", "gammas"], "d": ["delta", "deltas"]}
    place = {"a": 0.0, "b": 0.1, "c": 2.0, "d": 2.1}
    angle = {name: place[concept] + 0.01 * at for concept, own in names.items() for at, name in enumerate(own)}

    def embed(forms: list[str]) -> np.ndarray:
        return np.array([[np.cos(angle[form]), np.sin(angle[form])] for form in forms], np.float32)

    pool = Pool(sorted(names), names, [])
    mine(pool, embed, random.Random(0), nearest=4)
    assert {group[0]: group[1] for group in pool.confused} == {"a": "b", "b": "a", "c": "d", "d": "c"}


def test_half_of_a_batch_is_of_confused_concepts_once_they_are_known() -> None:
    concepts = [f"c{number}" for number in range(40)]
    pool = Pool(concepts, {concept: [concept, f"{concept} disease"] for concept in concepts}, [], [["c0", "c1", "c2"]] * 3 + [[f"c{n}", f"c{n + 1}"] for n in range(3, 39, 2)])
    names, labels = draw({"Disease": pool}, 20, random.Random(1))
    assert len(names) == len(labels) == len(set(names))
    assert all(labels.count(label) == 2 for label in labels)
    assert sum(f"c{n}" in labels and f"c{n + 1}" in labels for n in range(3, 39, 2)) + ("c0" in labels) >= 2
