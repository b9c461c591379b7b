"""Pages of the network: the tree, organisations, grids, obligations, the map."""
