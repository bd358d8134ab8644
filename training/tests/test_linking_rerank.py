"""The reranker's fit on candidates of our own making."""

import numpy as np
from linking.rerank import Rows, add_prior, first_right, fit, scores, threshold


def rows(count: int = 200) -> Rows:
    """Three candidates, of which the one with the greatest second feature is right; the first tells nothing."""
    features = np.random.default_rng(7).random((count, 3, 2)).astype(np.float32)
    right = features[..., 1] == features[..., 1].max(1, keepdims=True)
    there = np.ones((count, 3), bool)
    nil = np.tile(np.array([1, 0.9, 0.9, 0, 0, 0], np.float32), (count, 1))
    keys = [{"part": "train", "gold": ["A"], "ids": ["A", "B", "C"], "document": f"{place}"} for place in range(count)]
    return Rows(features, there, right, nil, keys)


def test_the_telling_feature_gets_the_weight() -> None:
    known = rows()
    weights, nil = fit([(known, 1.0), (known.without_right(0, 1), 0.2)])
    assert weights[1] > 5 * abs(weights[0])
    chance, none = scores(known, weights, nil)
    assert np.allclose(chance.sum(1) + none, 1)
    assert first_right(known, chance).mean() > 0.95


def test_what_is_taken_out_is_no_candidate() -> None:
    known = rows(5)
    missing = known.without_right(0, 1)
    assert not missing.right.any() and (missing.there.sum(1) == 2).all()
    chance, _ = scores(missing, np.array([0.0, 3.0]), np.zeros(6))
    assert (chance[known.right] == 0).all()


def test_a_mention_does_not_speak_for_itself() -> None:
    known = rows(3)
    assert add_prior({"Disease": known}, 0) == {"A": 3}
    assert np.allclose(known.features[:, 0, 0], np.log1p(2) / 4) and (known.features[:, 1:, 0] == 0).all()


def test_the_threshold_reaches_the_precision() -> None:
    known = rows()
    weights, nil = fit([(known, 1.0), (known.without_right(0, 1), 0.2)])
    least, said = threshold(known, known.without_right(0, 1), weights, nil, 0.9)
    assert 0 < least < 1 and "precision 0.9" in said
