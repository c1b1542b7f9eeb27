"""The one error that everything which can go wrong in tantivy or on the disk becomes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from search.engine import EngineUnavailable


@contextmanager
def failing_as(reason: str) -> Iterator[None]:
    """Turn errors of the disk and of tantivy into EngineUnavailable(reason); other exceptions are our own faults.

    tantivy raises ValueError for nearly everything, and a Rust panic where it trusts its files; the panic's class
    cannot be imported and is no Exception.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, OSError | ValueError | MemoryError) or _is_panic(error):
            raise EngineUnavailable(reason, f"{type(error).__name__}: {error}"[:300]) from error
        raise


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"
