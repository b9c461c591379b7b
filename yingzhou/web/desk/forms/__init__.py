"""What the desk reads from people, one module a room."""
