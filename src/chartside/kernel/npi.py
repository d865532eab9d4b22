"""The National Provider Identifier and its check digit (45 CFR 162.406; ISO/IEC 7812 Luhn, prefix 80840)."""


def npi_is_valid(text: str) -> bool:
    """Ten digits whose last one is the Luhn check digit over `80840` and the first nine."""
    if len(text) != 10 or not (text.isascii() and text.isdigit()):
        return False
    return luhn_sum("80840" + text) % 10 == 0


def npi_from_nine(first_nine: str) -> str:
    """Append the check digit to nine digits: for fictitious people in the demo and tests."""
    check = -luhn_sum("80840" + first_nine + "0") % 10
    return f"{first_nine}{check}"


def luhn_sum(digits: str) -> int:
    """The Luhn sum, in which every second digit from the right is doubled."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total
