/* Numbers as files of Microsoft's have them: the low byte first. */
#ifndef CIV_BOOK_BYTES_H
#define CIV_BOOK_BYTES_H

#include <stdint.h>

static inline uint16_t civ_u16(const unsigned char *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

static inline uint32_t civ_u32(const unsigned char *bytes)
{
	return civ_u16(bytes) | (uint32_t)civ_u16(bytes + 2) << 16;
}

static inline uint64_t civ_u64(const unsigned char *bytes)
{
	return civ_u32(bytes) | (uint64_t)civ_u32(bytes + 4) << 32;
}

#endif
