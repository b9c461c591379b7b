"""查隐患：what could hurt somebody, advised on, put right, checked again, closed with evidence; or handed over as a clue.  It punishes nobody."""
