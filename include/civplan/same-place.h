/* The same place, however it is written: the one meaning of it in the ledger.
 *
 * Two texts of an area are one place when their keys are the same. A key is the text without blanks, punctuation and
 * invisible characters, in plain width and small letters; with numbers as digits (十二, １２, 12), a house number
 * as N号 (号, 號, #, No.), and without what only says where one stands before it (门口, 门前, 附近, 旁
 * ...); and without the names and aliases of the area and those above it in front. 建设路12号,
 * 建设路１２号, "建设路 12#" and, in 街道一, 街道一建设路十二号门口 are one;
 * 建设路12号对面, 建设路1-2号 and 建设路120号 are others. */
#ifndef CIVPLAN_SAME_PLACE_H
#define CIVPLAN_SAME_PLACE_H

#include "civplan/buffer.h"
#include "civplan/record.h"

/* The names of all areas. */
struct civ_places;

/* Read once: areas that are entered later are not in it. Free with civ_places_close (NULL allowed). */
enum civ_status civ_places_open(struct civ_records *records, struct civ_places **places);
void civ_places_close(struct civ_places *places);
/* The key of the place TEXT in AREA (0: none) into KEY, which is emptied; a failure shows in the buffer. Empty when
 * TEXT says nothing. In memory alone. In statements place_key(area_id, place), NULL for an empty one. */
void civ_place_key(const struct civ_places *places, int64_t area, struct civ_span text, struct civ_buf *key);
/* The last of 东, 西, 南, 北 in a key; 0 without one: places with different ones are different. */
unsigned long civ_place_compass(const struct civ_buf *key);

#endif
