"""People who sign in, their roles, what a viewer is, sessions and leave. It holds no organisation: postings stand in network."""
