"""People who sign in, their roles, what a viewer is, sessions and second factors. It holds no organization: postings and leave stand in network."""
