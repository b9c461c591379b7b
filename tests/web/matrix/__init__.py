"""Every role × every address × own, foreign and unknown object (S01)."""
