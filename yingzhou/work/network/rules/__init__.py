"""What the network allows, decided on plain values."""
