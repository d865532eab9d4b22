"""Values to paper: tagged PDF by Typst. Knows layout, no business."""
