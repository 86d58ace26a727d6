/* What statements must know of units. */
#ifndef CIVPLAN_NOUN_UNIT_H
#define CIVPLAN_NOUN_UNIT_H

/* Unit U is one of the government's, which are appraised every year: so the campaign can count in it. */
#define CIV_UNIT_IS_APPRAISED(u) "(" u ".kind IN ('office', 'department', 'district', 'street'))"

#endif
