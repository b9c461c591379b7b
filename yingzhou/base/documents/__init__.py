"""Writers of lists and papers: xlsx, csv, docx, PDF. One place, so that no cell can ever be a formula."""
