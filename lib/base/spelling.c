#include "civplan/spelling.h"

/* The digit or power of ten that a Chinese numeral stands for; -1: it is none. */
static int numeral(unsigned long c)
{
	/* Asked for each character of each place: a switch is searched by halves. */
	switch (c) {
	case 0x3007:
	case 0x96F6:
		return 0;
	case 0x4E00:
		return 1;
	case 0x4E8C:
	case 0x4E24:
		return 2;
	case 0x4E09:
		return 3;
	case 0x56DB:
		return 4;
	case 0x4E94:
		return 5;
	case 0x516D:
		return 6;
	case 0x4E03:
		return 7;
	case 0x516B:
		return 8;
	case 0x4E5D:
		return 9;
	case 0x5341:
		return 10;
	case 0x767E:
		return 100;
	case 0x5343:
		return 1000;
	default:
		return -1;
	}
}

static unsigned long fold(unsigned long c)
{
	/* Full-width forms stand in the order of ASCII. */
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool is_letter(unsigned long c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
	/* General and CJK punctuation says nothing of the place; the numeral for zero stands among it. */
	return c == 0x3007 || (!(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) &&
	                       !(c >= 0xFE30 && c <= 0xFE4F) && c != 0xB7 && c != 0xA0);
}

unsigned long civ_letter_of(unsigned long c)
{
	c = fold(c);
	return is_letter(c) ? c : 0;
}

size_t civ_number_of(const unsigned long *chars, size_t count, uint64_t *number)
{
	uint64_t total = 0, digit = 0;
	bool powers = false, any = false;
	size_t i = 0;

	for (; i < count; i++) {
		int value = chars[i] >= '0' && chars[i] <= '9' ? (int)(chars[i] - '0') : numeral(chars[i]);

		if (value < 0)
			break;
		if (value >= 10) {
			total += (any ? digit : 1) * (uint64_t)value;
			digit = 0;
			any = false;
			powers = true;
		} else {
			digit = powers ? (uint64_t)value : digit * 10 + (uint64_t)value;
			any = true;
		}
	}
	*number = total + (any ? digit : 0);
	return i;
}
