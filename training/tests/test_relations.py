"""Pairs, labels and the relation head, in PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch

from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.relation_groups import BIORED, CID, LABELS, columns, pair_task
from litweave_training.relation_head import FAR, RelationHead, nearest, pool
from litweave_training.tokens import load_tokenizer, tokenise

TEXT = "Aspirin and warfarin cause bleeding ; bleeding needs F2 ."


def mention(word: str, type_name: str, *ids: str, nth: int = 0) -> Mention:
    start = TEXT.index(word) if nth == 0 else TEXT.rindex(word)
    return Mention(start, start + len(word), type_name, ids)


DOCUMENT = Document(
    "1",
    TEXT,
    (
        mention("Aspirin", "Chemical", "C1"),
        mention("warfarin", "Chemical", "C2"),
        mention("bleeding", "Disease", "D1", "D2"),
        mention("bleeding", "Disease", "D1", nth=1),
        mention("F2", "Gene", "2147"),
        mention("needs", "Species", "9606"),
    ),
    (Relation("Positive_Correlation", "C2", "D1", True), Relation("CID", "C1", "D1"), Relation("Cotreatment", "C1", "C2", False)),
)


def test_pairs_come_in_canonical_order_with_their_labels(bert: Path) -> None:
    tokens = tokenise(load_tokenizer(bert), TEXT)
    task = pair_task(DOCUMENT, tokens, BIORED)
    assert task is not None
    names = [(task.concepts[a][1], task.concepts[b][1]) for a, b in task.pairs]
    assert names == [
        ("D1", "C1"), ("D1", "C2"), ("D1", "2147"), ("D2", "C1"), ("D2", "C2"), ("D2", "2147"),
        ("C1", "C2"), ("C1", "2147"), ("C2", "2147"),
    ]  # fmt: skip
    assert task.labels[names.index(("D1", "C2"))] == BIORED.labels.index("Positive_Correlation")
    assert task.novel[names.index(("D1", "C2"))] == 1 and task.novel[names.index(("C1", "C2"))] == 0
    assert task.labels[names.index(("D2", "C1"))] == 0 and task.novel[names.index(("D2", "C1"))] == -1
    assert len(task.mention_spans) == 6, "a mention with two ids counts for both entities, a species for none"
    cid = pair_task(DOCUMENT, tokens, CID)
    assert cid is not None and cid.labels.tolist() == [1, 0, 0, 0]


def test_groups_share_the_logits_without_overlap() -> None:
    taken = [index for group in (BIORED, CID) for index in range(LABELS)[columns(group)]]
    assert taken == list(range(LABELS))


def head() -> RelationHead:
    torch.manual_seed(3)
    return RelationHead(32, 6, LABELS, size=64, heads=2, block=16).eval()


def test_attention_sums_to_one_and_order_of_mentions_does_not_matter() -> None:
    hidden = torch.randn(50, 32)
    spans = torch.tensor([[0, 2], [4, 5], [30, 33], [40, 41]])
    owners = torch.tensor([0, 1, 0, 2])
    types = torch.tensor([0, 1, 1])
    pairs = torch.tensor([[0, 1], [0, 2], [1, 2]])
    logits, novelty, attention = head()(hidden, spans, owners, types, pairs)
    assert logits.shape == (3, LABELS) and novelty.shape == (3,)
    torch.testing.assert_close(attention.sum(1), torch.ones(3))
    order = torch.tensor([3, 2, 0, 1])
    again, _, _ = head()(hidden, spans[order], owners[order], types, pairs)
    torch.testing.assert_close(logits, again)


def test_pool_is_log_sum_exp_and_nearest_is_a_grouped_minimum() -> None:
    mention_states = torch.randn(4, 8)
    membership = torch.tensor([[1.0, 0, 1, 0], [0, 1, 0, 0]])
    torch.testing.assert_close(pool(mention_states, membership)[0], mention_states[[0, 2]].logsumexp(0))
    found = nearest(torch.tensor([[5.0, 1], [2, 9], [7, 0]]), torch.tensor([0, 0, 2]), 3)
    assert found.tolist() == [[2, 1], [FAR, FAR], [7, 0]]
