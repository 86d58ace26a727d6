/* Intervals and medians of counts. */
#include <math.h>

#include "lib/count/statistic.h"

void civ_wilson(int64_t k, int64_t n, double *low, double *high)
{
	civ_wilson_of((double)k / (double)n, (double)n, low, high);
}

void civ_wilson_of(double share, double n, double *low, double *high)
{
	const double z = 1.959963984540054;
	double z2 = z * z, middle = share + z2 / (2 * n), half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)),
	       scale = 1 + z2 / n;

	*low = 100 * (middle - half) / scale;
	*high = 100 * (middle + half) / scale;
	/* At the ends the sum is exact on paper only. */
	if (share <= 0)
		*low = 0;
	if (share >= 1)
		*high = 100;
}

/* The logarithm of P(X = k). */
static double poisson_log(double k, double mean)
{
	return k * log(mean) - mean - lgamma(k + 1);
}

double civ_poisson_tail(int64_t k, double mean)
{
	double at = (double)k, term, sum = 0;

	if (k <= 0)
		return 1;
	if (!(mean > 0))
		return 0;
	/* Summed from the side on which the terms fall, so that neither a long sum nor a small difference loses digits.
	 */
	if (at > mean) {
		for (term = exp(poisson_log(at, mean)); term > sum * 1e-17; term *= mean / ++at)
			sum += term;
		return sum;
	}
	for (at--, term = exp(poisson_log(at, mean)); at >= 0 && term > sum * 1e-17; term *= at-- / mean)
		sum += term;
	return sum >= 1 ? 0 : 1 - sum;
}

/* The mean of which the tail of K is PART: it grows with the mean. */
static double poisson_mean(int64_t k, double part)
{
	double low = 0, high = (double)k + 1;

	while (civ_poisson_tail(k, high) < part)
		high *= 2;
	for (double middle = high / 2; low < middle && middle < high; middle = low + (high - low) / 2)
		if (civ_poisson_tail(k, middle) < part)
			low = middle;
		else
			high = middle;
	return high;
}

void civ_poisson_interval(int64_t k, double *low, double *high)
{
	*low = k <= 0 ? 0 : poisson_mean(k, 0.025);
	*high = poisson_mean(k + 1, 0.975);
}

/* The logarithm of P(X = k) of N trials. */
static double binomial_log(double k, double n, double p)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p);
}

/* P(X >= k), summed as that of Poisson. */
static double binomial_tail(double k, double n, double p)
{
	double at = k, term, sum = 0;

	if (k > n * p) {
		for (term = exp(binomial_log(at, n, p)); term > sum * 1e-17; at++) {
			sum += term;
			term *= (n - at) / (at + 1) * p / (1 - p);
		}
		return sum;
	}
	for (at--, term = exp(binomial_log(at, n, p)); at >= 0 && term > sum * 1e-17; at--) {
		sum += term;
		term *= at / (n - at + 1) * (1 - p) / p;
	}
	return sum >= 1 ? 0 : 1 - sum;
}

/* The odds p / (1 - p) at which the tail of K in N is PART: it grows with p. */
static double binomial_odds(int64_t k, int64_t n, double part)
{
	double low = 0, high = 1;

	for (double middle = 0.5; low < middle && middle < high; middle = low + (high - low) / 2)
		if (binomial_tail((double)k, (double)n, middle) < part)
			low = middle;
		else
			high = middle;
	return high / (1 - high);
}

void civ_poisson_ratio(int64_t k, int64_t base, double *low, double *high)
{
	*low = k <= 0 ? 0 : binomial_odds(k, k + base, 0.025);
	*high = base <= 0 ? INFINITY : binomial_odds(k + 1, k + base, 0.975);
}

/* The logarithm of P(X = k) of a negative binomial variable. */
static double negative_binomial_log(double k, double mean, double variance)
{
	double r = mean * mean / (variance - mean);

	return lgamma(k + r) - lgamma(r) - lgamma(k + 1) + r * log(mean / variance) + k * log(1 - mean / variance);
}

int64_t civ_count_quantile(double mean, double variance, double part)
{
	/* A variance that is hardly above the mean makes an r too large for lgamma to tell it from the next. */
	bool scatters = variance > mean * (1 + 1e-9);
	double sum = 0, most = mean + 50 * (sqrt(variance) + 1);
	int64_t k;

	if (!(mean > 0))
		return 0;
	for (k = 0; (double)k < most; k++) {
		sum += exp(scatters ? negative_binomial_log((double)k, mean, variance) : poisson_log((double)k, mean));
		if (sum >= part)
			break;
	}
	return k;
}

int64_t civ_spread_count(const struct civ_spread *spread)
{
	int64_t n = 0;

	for (size_t days = 0; days < spread->size; days++)
		n += spread->counts[days];
	return n;
}

int64_t civ_spread_days(const struct civ_spread *spread)
{
	int64_t sum = 0;

	for (size_t days = 0; days < spread->size; days++)
		sum += (int64_t)days * spread->counts[days];
	return sum;
}

/* Kaplan and Meier 1958: S falls by d/n at each day with d closings among n at risk; who is open since then is at risk
 * up to that day. */
bool civ_kaplan_meier_median(const struct civ_spread *events, const struct civ_spread *censored, int64_t *days)
{
	int64_t at_risk = civ_spread_count(events) + civ_spread_count(censored);
	size_t longest = events->size > censored->size ? events->size : censored->size;
	double survival = 1;

	for (size_t day = 0; day < longest && at_risk > 0; day++) {
		int64_t closed = day < events->size ? events->counts[day] : 0;

		survival *= 1 - (double)closed / (double)at_risk;
		if (closed > 0 && survival <= 0.5 + 1e-12) {
			*days = (int64_t)day;
			return true;
		}
		at_risk -= closed + (day < censored->size ? censored->counts[day] : 0);
	}
	return false;
}
