"""一张网 1+24+N：the dated organization tree, grids, postings, and obligations between two parties. It knows no business."""
