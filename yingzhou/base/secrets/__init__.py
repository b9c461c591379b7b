"""Keys in files, sealed columns, blind indexes: what may be read only by someone with a reason is not readable on disk.

`SealedField` is a model field; `blind()` is what to store beside it where equality must be searched; `keys` reads the
key files; `rotation` moves rows to a newer key.  No key ever stands in the environment, the database or a log.
"""

from yingzhou.base.secrets.blinding import blind, blinds

__all__ = ["blind", "blinds"]
