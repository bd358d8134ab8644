"""The two losses at values that can be worked out by hand."""

import math

import numpy as np
import pytest
import torch

from linking.align import multi_similarity
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
