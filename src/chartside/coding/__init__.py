"""What a coder knows: minutes to units, codes, modifiers, and what a charge must hold before it leaves."""
