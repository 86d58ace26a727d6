/* What statements must know of events. */
#ifndef CIVPLAN_NOUN_EVENT_H
#define CIVPLAN_NOUN_EVENT_H

/* The move of event E counts: it was not taken back. Every replay of a day, past or not, asks so. */
#define CIV_EVENT_STANDS(e) e ".undone_at IS NULL"

/* It is an acceptance, and counts. */
#define CIV_EVENT_ACCEPTS(e) e ".to_stage = 'accepted' AND " CIV_EVENT_STANDS(e)

#endif
