"""The pages of the desk, one module a room."""
