"""Encryption of what is about people: a data key per row, wrapped under a master key; blind indexes."""

from chartside.platform.crypto.vault import Sealed, Vault, VaultError

__all__ = ["Sealed", "Vault", "VaultError"]
