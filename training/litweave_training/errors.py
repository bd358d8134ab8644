"""What a person did that cannot work, said so that they can mend it."""

from __future__ import annotations


class UserError(Exception):
    """Printed by `litweave-train` as two lines, without a traceback: what is wrong with which input, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}\n  {hint}")
