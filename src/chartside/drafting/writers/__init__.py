"""Model writers behind one port, beside the built-in composer. Only this folder talks to a model."""
