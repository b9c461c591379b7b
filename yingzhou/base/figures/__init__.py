"""The bureau's own dated figures beside the shipped rulebook: entered by one person, approved by another."""
