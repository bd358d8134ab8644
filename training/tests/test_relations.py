"""Pairs, labels and the relation head, in PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch

from litweave_training.corpora.document import Document, Mention, Relation
from litweave_training.loss import evidence_loss, shared, threshold_loss
from litweave_training.relation_groups import BIORED, CHEMPROT, CID, DDI, DIMB, DRUGPROT, GROUPS, LABELS, REVERSED, Group, PairTask, columns, pair_task
from litweave_training.relation_head import FAR, PLACE, RelationHead, nearest, pool
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
    assert held(task, BIORED, names.index(("D1", "C2"))) == ["Positive_Correlation"]
    assert task.novel[names.index(("D1", "C2"))] == 1 and task.novel[names.index(("C1", "C2"))] == 0
    assert held(task, BIORED, names.index(("D2", "C1"))) == ["None"] and task.novel[names.index(("D2", "C1"))] == -1
    assert len(task.mention_spans) == 6, "a mention with two ids counts for both entities, a species for none"
    cid = pair_task(DOCUMENT, tokens, CID)
    assert cid is not None and cid.holds.tolist() == [[False, True], [True, False], [True, False], [True, False]]


def held(task: PairTask, group: Group, row: int) -> list[str]:
    return [label for label, holds in zip(group.labels, task.holds[row], strict=True) if holds]


INHIBITED = "Aspirin blocks COX1 and COX2. COX1 cleaves aspirin."
CHEMICALS = Document(
    "2",
    INHIBITED,
    (
        Mention(0, 7, "Chemical", ("T1",)),
        Mention(15, 19, "Gene", ("T2",)),
        Mention(24, 28, "Gene", ("T3",)),
        Mention(30, 34, "Gene", ("T4",)),
        Mention(43, 50, "Chemical", ("T5",)),
    ),
    (Relation("CPR:4", "T1", "T2"), Relation("CPR:6", "T1", "T2"), Relation("CPR:4", "T1", "T3"), Relation("CPR:9", "T5", "T4")),
)


def test_mentions_are_paired_within_their_sentence_and_may_have_several_labels(bert: Path) -> None:
    task = pair_task(CHEMICALS, tokenise(load_tokenizer(bert), INHIBITED), CHEMPROT)
    assert task is not None and task.evidence is None
    found = {(task.concepts[a][1], task.concepts[b][1]): held(task, CHEMPROT, row) for row, (a, b) in enumerate(task.pairs)}
    assert found == {("T1", "T2"): ["CPR:4", "CPR:6"], ("T1", "T3"): ["CPR:4"], ("T5", "T4"): ["CPR:9"]}


def test_mentions_of_one_name_share_their_relations_and_the_sentences_that_state_them(bert: Path) -> None:
    tokens = tokenise(load_tokenizer(bert), INHIBITED)
    task = pair_task(CHEMICALS, tokens, CHEMPROT, named=True)
    assert task is not None and task.evidence is not None
    found = {(task.concepts[a][1], task.concepts[b][1]): row for row, (a, b) in enumerate(task.pairs)}
    assert {pair: held(task, CHEMPROT, row) for pair, row in found.items()} == {
        ("aspirin", "cox1"): ["CPR:4", "CPR:6", "CPR:9"], ("aspirin", "cox2"): ["CPR:4"],
    }  # fmt: skip
    second = tokens.starts >= INHIBITED.index("COX1 cleaves")
    assert task.evidence[found["aspirin", "cox1"]].all()
    assert (task.evidence[found["aspirin", "cox2"]] == ~second).all()


def test_a_directed_label_tells_which_end_it_starts_from(bert: Path) -> None:
    relations = (Relation("INCREASES", "T4", "T5"), Relation("ASSOCIATED_WITH", "T2", "T1"), Relation("DECREASES", "T1", "T3"))
    document = Document("3", INHIBITED, CHEMICALS.mentions, relations)
    task = pair_task(document, tokenise(load_tokenizer(bert), INHIBITED), DIMB)
    assert task is not None
    found = {(task.concepts[a][1], task.concepts[b][1]): held(task, DIMB, row) for row, (a, b) in enumerate(task.pairs)}
    assert found["T5", "T4"] == ["INCREASES" + REVERSED] and found["T1", "T3"] == ["DECREASES"]
    assert found["T1", "T2"] == ["ASSOCIATED_WITH"]


def test_groups_share_the_logits_without_overlap() -> None:
    taken = [index for group in GROUPS for index in range(LABELS)[columns(group)]]
    assert taken == list(range(LABELS))
    assert columns(DDI, (DDI,)) == slice(0, 5)


def test_the_threshold_loss_wants_labels_above_none_and_the_rest_below() -> None:
    holds = torch.tensor([[False, True, True, False], [True, False, False, False]])
    right = torch.tensor([[0.0, 9, 9, -9], [9.0, 0, 0, 0]])
    # Two labels that hold together compete in ATLOP's first term: none of them can do without the other.
    assert threshold_loss(right, holds)[0] < 2 * torch.log(torch.tensor(2.0)) + 0.01
    assert threshold_loss(right, holds)[1] < 0.01
    wrong = torch.tensor([[0.0, 9, -9, 9], [0.0, 9, 0, 0]])
    assert (threshold_loss(wrong, holds) > 8).all()
    only = threshold_loss(torch.tensor([[1.0, 3.0]]), torch.tensor([[False, True]]))
    torch.testing.assert_close(only, torch.nn.functional.cross_entropy(torch.tensor([[1.0, 3.0]]), torch.tensor([1]))[None])


def test_the_evidence_loss_falls_as_attention_gathers_in_the_evidence() -> None:
    evidence = torch.tensor([[True, True, False, False]])
    spread, gathered = torch.tensor([[0.25] * 4]), torch.tensor([[0.5, 0.4, 0.1, 0.0]])
    assert evidence_loss(gathered, evidence) < evidence_loss(spread, evidence)
    assert torch.isfinite(evidence_loss(torch.tensor([[0.0, 0, 0.5, 0.5]]), evidence)).all()


def head() -> RelationHead:
    torch.manual_seed(3)
    return RelationHead(32, 6, GROUPS, size=64, heads=2, block=16).eval()


def test_attention_sums_to_one_and_order_of_mentions_does_not_matter() -> None:
    hidden = torch.randn(50, 32)
    sentences = torch.arange(50) // 12
    spans = torch.tensor([[0, 2], [4, 5], [30, 33], [40, 41]])
    owners = torch.tensor([0, 1, 0, 2])
    types = torch.tensor([0, 1, 1])
    pairs = torch.tensor([[0, 1], [0, 2], [1, 2]])
    logits, novelty, attention = head()(hidden, sentences, spans, owners, types, pairs)
    assert logits.shape == (3, LABELS) and novelty.shape == (3,)
    torch.testing.assert_close(attention.sum(1), torch.ones(3))
    order = torch.tensor([3, 2, 0, 1])
    again, _, _ = head()(hidden, sentences, spans[order], owners[order], types, pairs)
    torch.testing.assert_close(logits, again)


def test_pool_is_log_sum_exp_and_nearest_is_a_grouped_minimum() -> None:
    mention_states = torch.randn(4, 8)
    membership = torch.tensor([[1.0, 0, 1, 0], [0, 1, 0, 0]])
    torch.testing.assert_close(pool(mention_states, membership)[0], mention_states[[0, 2]].logsumexp(0))
    found = nearest(torch.tensor([[5.0, 1], [2, 9], [7, 0]]), torch.tensor([0, 0, 2]), 3)
    assert found.tolist() == [[2, 1], [FAR, FAR], [7, 0]]


def distances(spans: list[tuple[int, int]], tokens: int) -> tuple[torch.Tensor, torch.Tensor]:
    """How far each token is before and behind each mention [mentions, tokens]."""
    begin, end = torch.tensor(spans, dtype=torch.float32).split(1, dim=1)
    position = torch.arange(tokens)
    return begin - position, position - end + 1


def test_tokens_between_a_pair_are_those_of_one_sentence_and_know_the_order() -> None:
    # A a · B b b · A | A · B   (two sentences)
    spans, owner = [(0, 2), (3, 6), (7, 8), (8, 9), (10, 11)], torch.tensor([0, 1, 0, 0, 1])
    sentences = torch.tensor([0] * 8 + [1] * 3)
    inside = sentences[torch.tensor([first for first, _ in spans])][:, None] == sentences
    ahead, behind = distances(spans, 11)
    onward, back = head().order(ahead, behind, inside, owner, 2, torch.tensor([0]), torch.tensor([1]))
    assert onward.tolist() == [[0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]]
    assert back.tolist() == [[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]]


def test_a_pattern_is_heard_wherever_it_stands_in_its_region_and_nowhere_else() -> None:
    one, tokens = head(), torch.randn(12, 32)
    nowhere = torch.zeros(1, 12)
    early, late = nowhere.clone(), nowhere.clone()
    early[0, 2:5] = 1
    late[0, 7:10] = 1
    tokens[6:11] = tokens[1:6]
    heard = [one.hear(tokens, nowhere, region, nowhere) for region in (early, late, nowhere)]
    torch.testing.assert_close(heard[0], heard[1])
    assert heard[0].any() and not heard[2].any()


def test_places_tell_before_within_and_after() -> None:
    ahead, behind = distances([(2, 4), (7, 8)], 10)
    place = head().places(ahead, behind, torch.tensor([0, 0]), 1)
    assert place.shape == (1, 10, PLACE)
    before, after, within = place[0, :, 0], place[0, :, PLACE // 2], place[0, :, -1]
    assert within.tolist() == [0, 0, 1, 1, 0, 0, 0, 1, 0, 0]
    assert before.argmax() in (1, 6) and before[8:].max() < 1e-6, "after the last mention none is ahead"
    assert after[:2].max() < 1e-6 and after[4] == after[8] == after.max()


def test_a_pair_is_told_which_sentences_it_shares() -> None:
    sentences = torch.tensor([0, 0, 0, 1, 1, 1, 2, 2, 3, 3])
    owner, places = torch.tensor([0, 0, 1, 1, 2]), torch.tensor([0, 3, 1, 5, 9])
    of_mention = sentences[places][:, None]
    membership = torch.nn.functional.one_hot(owner, 3).T.float()
    named = (membership @ (of_mention == sentences).float()).clamp(max=1)
    first, second = torch.tensor([0, 0]), torch.tensor([1, 2])
    both = named[first] * named[second]
    assert both.tolist() == [[1, 1, 1, 1, 1, 1, 0, 0, 0, 0], [0] * 10]
    shared = head().share(both, sentences, of_mention, owner, 3, first, second)
    expected = torch.tensor([[1, 2, 1, 0, 0], [0, 0, 0, 0, 2]], dtype=torch.float32)
    expected[:, [1, 4]] = torch.log1p(expected[:, [1, 4]])
    torch.testing.assert_close(shared, expected)


def test_a_pair_answers_the_same_whatever_pairs_are_asked_beside_it() -> None:
    hidden, one = torch.randn(30, 32), head()
    sentences = torch.arange(30) // 11
    spans, owners, types = torch.tensor([[0, 2], [4, 5], [20, 23]]), torch.tensor([0, 1, 2]), torch.tensor([0, 1, 2])
    together = one(hidden, sentences, spans, owners, types, torch.tensor([[0, 1], [0, 2], [1, 2]]))
    for row, pair in enumerate(([0, 1], [0, 2], [1, 2])):
        alone = one(hidden, sentences, spans, owners, types, torch.tensor([pair]))
        for ours, theirs in zip(together, alone, strict=True):
            torch.testing.assert_close(ours[row], theirs[0])


def test_groups_that_ask_about_the_same_pairs_share_a_run(bert: Path) -> None:
    tokens = tokenise(load_tokenizer(bert), INHIBITED)
    tasks = [(group, pair_task(CHEMICALS, tokens, group)) for group in (CHEMPROT, DRUGPROT, BIORED)]
    states = torch.randn(len(tokens), 32)
    runs = shared([(states, group, task) for group, task in tasks if task])
    assert [[group.name for group, _ in run] for _, run in runs] == [["chemprot", "drugprot"], ["biored"]]
