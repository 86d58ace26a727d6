/* Decimals kept as integers, for published rules that round. */
#ifndef CIVPLAN_SCORE_EXACT_H
#define CIVPLAN_SCORE_EXACT_H

#include <stdbool.h>
#include <stdint.h>

/* UNITS / 10^SCALE. Every function is false when a number has too many digits. */
struct civ_exact {
	int64_t units;
	int scale;
};

/* The shortest decimal that reads back to VALUE. */
bool civ_exact_from(double value, struct civ_exact *exact);
double civ_exact_to(struct civ_exact exact);
bool civ_exact_subtract(struct civ_exact a, struct civ_exact b, struct civ_exact *difference);
bool civ_exact_multiply(struct civ_exact a, struct civ_exact b, struct civ_exact *product);
/* A / B rounded half up (away from zero) to SCALE decimals; B is not 0. */
bool civ_exact_divide(struct civ_exact a, struct civ_exact b, int scale, struct civ_exact *quotient);
/* A rounded half up (away from zero) to SCALE decimals. */
bool civ_exact_round(struct civ_exact a, int scale, struct civ_exact *rounded);

#endif
