"""Any document that anybody wrote, held against what is known and what its payer asks for."""
