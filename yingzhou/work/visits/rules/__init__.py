"""What visits decides, from plain values."""
