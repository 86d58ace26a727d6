#include "lib/ledger/spelling.h"

/* The digit or power of ten that a Chinese numeral stands for; -1: it is none. */
static int numeral(unsigned long c)
{
	static const struct {
		unsigned long c;
		int value;
	} all[] = {{0x3007, 0}, {0x96F6, 0}, {0x4E00, 1}, {0x4E8C, 2}, {0x4E24, 2}, {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5},
	           {0x516D, 6}, {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9}, {0x5341, 10}, {0x767E, 100}, {0x5343, 1000}};

	for (size_t i = 0; c >= 0x3007 && i < sizeof all / sizeof all[0]; i++)
		if (all[i].c == c)
			return all[i].value;
	return -1;
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
	return c == 0x3007 || (!(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFE30 && c <= 0xFE4F) && c != 0xB7 && c != 0xA0);
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
