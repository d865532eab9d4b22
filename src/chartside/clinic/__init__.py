"""The clinic's record: who treats whom, where, under which plan and coverage. No business."""
