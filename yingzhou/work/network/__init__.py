"""一张网 1+24+N：the dated organisation tree, grids, postings, and obligations between two parties. It knows no business."""
