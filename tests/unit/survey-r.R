# The expected values of tests/unit/survey.c, by R and its package survey (Debian: r-cran-survey, r-cran-mass), from
# data sets that come with it: samples of Californian schools (api), Swedish municipalities (mu284), ambulances (scd).
#     Rscript tests/unit/survey-r.R >tests/unit/survey-r.h
suppressMessages(library(survey))
data(api)
data(mu284)
data(scd)

cat("/* Made by tests/unit/survey-r.R: edit that. R", paste(R.version$major, R.version$minor, sep = "."),
    "with survey", as.character(packageVersion("survey")), "*/\n/* clang-format off */\n")

text <- function(x) ifelse(is.na(x), "NAN", ifelse(is.infinite(x), "INFINITY", formatC(x, digits = 15, width = 1)))
array <- function(type, name, values) {
  cat("static const", type, paste0(name, "[] = {\n"))
  cat(strwrap(paste0(text(as.numeric(values)), collapse = ", "), width = 110, prefix = "\t"), sep = "\n")
  cat("};\n")
}
codes <- function(x) as.integer(factor(x)) - 1

srs <- apisrs
array("double", "srs_weight", srs$pw)
array("double", "srs_api", srs$api00)
array("uint32_t", "srs_type", codes(srs$stype))
array("uint32_t", "srs_wide", codes(srs$sch.wide))
strat <- apistrat
array("double", "strat_weight", strat$pw)
array("double", "strat_api", strat$api00)
array("double", "strat_enroll", strat$enroll)
array("uint32_t", "strat_type", codes(strat$stype))
array("uint32_t", "strat_wide", codes(strat$sch.wide))
array("double", "strat_population", tapply(strat$fpc, codes(strat$stype), max))
one <- apiclus1
array("double", "one_weight", one$pw)
array("double", "one_api", one$api00)
array("double", "one_enroll", one$enroll)
array("uint32_t", "one_type", codes(one$stype))
array("uint32_t", "one_wide", codes(one$sch.wide))
array("uint32_t", "one_cluster", codes(one$dnum))
two <- apiclus2
array("double", "two_weight", two$pw)
array("double", "two_api", two$api00)
array("double", "two_enroll", two$enroll)
array("uint32_t", "two_type", codes(two$stype))
array("uint32_t", "two_wide", codes(two$sch.wide))
array("uint32_t", "two_cluster", codes(two$dnum))
array("double", "two_members", tapply(two$fpc2, codes(two$dnum), max))
array("double", "mu_value", mu284$y1)
array("double", "mu_weight", weights(svydesign(~id1 + id2, fpc = ~n1 + n2, data = mu284)))
array("uint32_t", "mu_cluster", codes(mu284$id1))
array("double", "mu_members", tapply(mu284$n2, codes(mu284$id1), max))
array("double", "scd_arrests", scd$arrests)
array("uint32_t", "scd_stratum", codes(scd$ESA))
array("uint32_t", "scd_cluster", codes(interaction(scd$ESA, scd$ambulance)))
types <- as.vector(table(apipop$stype))
wides <- as.vector(table(apipop$sch.wide))
array("double", "pop_type", types)
array("double", "pop_wide", wides)

# n, mean, se, deff, total and its se of variable Y among those in GROUP.
estimates <- function(name, design, y, group = NULL) {
  within <- if (is.null(group)) design else subset(design, group)
  form <- as.formula(paste0("~", y))
  mean <- svymean(form, within, na.rm = TRUE, deff = TRUE)
  total <- svytotal(form, within, na.rm = TRUE)
  v <- design$variables[[y]]
  n <- sum(!is.na(v) & (if (is.null(group)) TRUE else group))
  array("double", name, c(n, coef(mean), SE(mean), deff(mean), coef(total), SE(total)))
}
# A less B and its error, with covariance.
contrast <- function(name, design, y, by, a, b) {
  means <- svyby(as.formula(paste0("~", y)), as.formula(paste0("~", by)), design, svymean, na.rm = TRUE, covmat = TRUE)
  difference <- svycontrast(means, list(setNames(c(1, -1), c(a, b))))
  array("double", name, c(coef(difference), SE(difference)))
}
# The same where weights were fitted, for which svyby has no covariances: by the delta method, from four totals.
fitted_contrast <- function(name, design, y, by, a, b) {
  v <- design$variables
  design <- update(design, na = as.numeric(v[[by]] == a), ya = v[[y]] * (v[[by]] == a),
                   nb = as.numeric(v[[by]] == b), yb = v[[y]] * (v[[by]] == b))
  difference <- svycontrast(svytotal(~ya + na + yb + nb, design), quote(ya / na - yb / nb))
  array("double", name, c(coef(difference), SE(difference)))
}

srs$high <- as.numeric(srs$stype == "H")
d <- svydesign(~1, weights = ~pw, fpc = ~fpc, data = srs)
estimates("r_simple", d, "api00")
estimates("r_simple_share", d, "high")
array("double", "r_wilson", 100 * prop.test(sum(srs$high), nrow(srs), correct = FALSE)$conf.int)
estimates("r_simple_domain", d, "api00", srs$sch.wide == "No")
estimates("r_simple_endless", svydesign(~1, weights = ~pw, data = srs), "api00")
d <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat)
estimates("r_strata", d, "enroll")
estimates("r_strata_domain", d, "api00", strat$sch.wide == "No")
contrast("r_strata_contrast", d, "api00", "sch.wide", "Yes", "No")
d <- svydesign(~1, strata = ~stype, weights = ~pw, data = strat)
estimates("r_strata_endless", d, "api00")
wide <- data.frame(sch.wide = c("No", "Yes"), Freq = wides)
estimates("r_strata_post", postStratify(d, ~sch.wide, wide), "api00")
d <- svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = one)
estimates("r_clusters", d, "api00")
estimates("r_clusters_domain", d, "enroll", one$stype == "E")
contrast("r_clusters_contrast", d, "api00", "stype", "E", "H")
type <- data.frame(stype = c("E", "H", "M"), Freq = types)
post <- postStratify(d, ~stype, type)
estimates("r_post", post, "api00")
estimates("r_post_domain", post, "enroll", one$sch.wide == "Yes")
fitted_contrast("r_post_contrast", post, "api00", "stype", "E", "M")
totals <- c("(Intercept)" = sum(types), stypeH = types[2], stypeM = types[3], sch.wideYes = wides[2])
rake <- calibrate(d, ~stype + sch.wide, totals, calfun = "raking", epsilon = 1e-13, maxit = 200)
estimates("r_raked", rake, "api00")
estimates("r_raked_domain", rake, "enroll", one$stype == "E")
fitted_contrast("r_raked_contrast", rake, "api00", "stype", "H", "M")
d <- svydesign(~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = two)
estimates("r_stages", d, "api00")
estimates("r_stages_missing", d, "enroll")
estimates("r_stages_domain", d, "api00", two$stype == "E")
estimates("r_stages_post", postStratify(d, ~stype, type), "enroll")
rake <- calibrate(d, ~stype + sch.wide, totals, calfun = "raking", epsilon = 1e-13, maxit = 200)
estimates("r_stages_raked", rake, "api00", two$stype != "H")
d <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat)
rake <- calibrate(d, ~stype + sch.wide, totals, calfun = "raking", epsilon = 1e-13, maxit = 200)
estimates("r_strata_raked", rake, "api00")
estimates("r_mu", svydesign(~id1 + id2, fpc = ~n1 + n2, data = mu284), "y1")
estimates("r_scd", svydesign(~ambulance, strata = ~ESA, prob = ~1, nest = TRUE, data = scd), "arrests")
