"""Field encryption with key ids and rotation, and blind indexes for equality."""
