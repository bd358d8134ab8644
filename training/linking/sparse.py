"""Character n-gram tf-idf over normal forms.

A form is padded with one space at both ends; its grams are all substrings of `SIZES` characters (code points). Weight
of a gram in a form: (1 + ln count) · (1 + ln((1 + N) / (1 + df))), N the number of forms in the index, df the number
of forms with the gram; vectors are L2-normalised over all of a form's grams, so their dot product is the cosine. Grams
that the index does not know are left out of a query's vector before it is normalised.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

SIZES = (2, 3)


def grams(form: str) -> list[str]:
    padded = f" {form} "
    return [padded[at : at + size] for size in SIZES for at in range(len(padded) - size + 1)]


class SparseIndex:
    def __init__(self, forms: Sequence[str]) -> None:
        self._vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, dtype=np.float32)
        self.matrix: csr_matrix = self._vectorizer.fit_transform(forms)
        self._transposed = self.matrix.T.tocsr()

    def vectors(self, forms: Sequence[str]) -> csr_matrix:
        return self._vectorizer.transform(forms)

    def scores(self, forms: Sequence[str]) -> np.ndarray:
        """Cosines float32 [forms, names]."""
        return (self.vectors(forms) @ self._transposed).toarray()
