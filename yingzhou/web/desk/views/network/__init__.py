"""Pages of the network: the tree, organizations, grids, obligations, the map."""
