"""The exported name encoder on ONNX Runtime."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from .encoder import load_tokenizer

ENCODER = "encoder.int8.onnx"


class OnnxEncoder:
    """Embeds normal forms with the model in `folder`, as the program does."""

    def __init__(self, folder: Path, file: str = ENCODER, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(folder / file, options, providers=["CPUExecutionProvider"])
        self._tokenizer = load_tokenizer(folder)

    def token_ids(self, form: str) -> list[int]:
        return self._tokenizer.encode(form).ids

    def embed(self, forms: Sequence[str], size: int = 64) -> np.ndarray:
        """float32 [forms, dim]. Only forms of equally many tokens share a batch: no padding, so a vector does not
        depend on its company, save for the activation ranges of dynamic quantisation."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(forms))]
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        result: np.ndarray | None = None
        start = 0
        while start < len(order):
            length, end = len(tokens[order[start]]), start + 1
            while end < min(start + size, len(order)) and len(tokens[order[end]]) == length:
                end += 1
            ids = np.array([tokens[row] for row in order[start:end]], dtype=np.int64)
            (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            if result is None:
                result = np.empty((len(tokens), vectors.shape[1]), np.float32)
            result[order[start:end]] = vectors
            start = end
        return result if result is not None else np.zeros((0, 0), np.float32)
