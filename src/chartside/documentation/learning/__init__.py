"""What signed notes teach: how far drafts lie from them, what was said well, what an author prefers."""
