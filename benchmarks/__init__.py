"""Every performance figure, one module each, the peer measured in the same run: quote the ratios, not the absolute numbers."""
