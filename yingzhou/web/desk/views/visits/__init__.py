"""Records of visits on the desk, and the checklists they are made with."""
