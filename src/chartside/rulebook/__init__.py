"""How dated, cited rules and packs are loaded, merged, chosen, run and explained. Holds no rule."""
