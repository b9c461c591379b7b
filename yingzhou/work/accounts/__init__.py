"""People who sign in, their roles, what a viewer is, sessions and second factors. It holds no organisation: postings and leave stand in network."""
