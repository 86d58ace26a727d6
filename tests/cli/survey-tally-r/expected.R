# The input of this test, samples of Californian schools, and what R's package survey makes of them (Debian:
# r-cran-survey, r-cran-mass).
#     cd tests/cli/survey-tally-r && Rscript expected.R
suppressMessages(library(survey))
data(api)
number <- function(x) ifelse(is.nan(x) | is.na(x), "", sub("\\.?0+$", "", sprintf("%.9f", x)))
write <- function(name, rows) write.csv(rows, name, row.names = FALSE, quote = FALSE, na = "")

stratum <- function(survey, dimension, code, population, clusters = NA)
  data.frame(survey, dimension, code, population, clusters)

strat <- apistrat
two <- apiclus2
write("strata.csv", rbind(
  stratum("STRAT", "type", c("E", "H", "M"), c(4421, 755, 1018)),
  stratum("STRAT", "wide", c("No", "Yes"), c(1072, 5122)),
  stratum("TWO", "all", "all", 6194, 757),
  stratum("TWO", "type", c("E", "H", "M"), c(4421, 755, 1018))))
write("respondents.csv", rbind(
  data.frame(survey = "STRAT", number = seq_len(nrow(strat)), weight = strat$pw, cluster = NA, cluster_size = NA,
             strata = paste0("type:", strat$stype, ";wide:", strat$sch.wide)),
  data.frame(survey = "TWO", number = seq_len(nrow(two)), weight = two$pw, cluster = two$dnum, cluster_size = two$fpc2,
             strata = paste0("all:all;type:", two$stype))))
answers <- function(survey, data) rbind(
  data.frame(survey = survey, number = seq_len(nrow(data)), question = "ENROLL", value = data$enroll),
  data.frame(survey = survey, number = seq_len(nrow(data)), question = "AWARDS", value = tolower(data$awards)))
all <- rbind(answers("STRAT", strat), answers("TWO", two))
write("answers.csv", all[!is.na(all$value), ])

# A row for the mean of ENROLL and one for the share of those with AWARDS, in GROUP.
rows <- function(survey, weight, group, design, within) {
  row <- function(question, y, choice) {
    part <- subset(update(design, y = y), within)
    mean <- svymean(~y, part, na.rm = TRUE, deff = TRUE)
    total <- svytotal(~y, part, na.rm = TRUE)
    unit <- if (question == "AWARDS") 100 else 1
    v <- unit * c(coef(mean), SE(mean))
    data.frame(survey, weight, group, question, choice, n = sum(!is.na(y[within])), value = number(v[1]),
               se = number(v[2]), deff = number(deff(mean)), total = number(coef(total)), total_se = number(SE(total)))
  }
  data <- design$variables
  rbind(row("ENROLL", data$enroll, ""), row("AWARDS", as.numeric(data$awards == "Yes"), "yes"))
}
by <- function(survey, weight, design, column) {
  groups <- sort(unique(as.character(design$variables[[column]])))
  out <- lapply(groups, function(g) rows(survey, weight, g, design, design$variables[[column]] == g))
  rbind(do.call(rbind, out), rows(survey, weight, "*", design, rep(TRUE, nrow(design$variables))))
}
sum_of <- c("(Intercept)" = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122)
s <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat)
t <- svydesign(~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = two)
raked <- calibrate(s, ~stype + sch.wide, sum_of, calfun = "raking", epsilon = 1e-13, maxit = 200)
post <- postStratify(t, ~stype, data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)))
write("r.csv", rbind(by("STRAT", "design", s, "stype"), by("STRAT", "design", s, "sch.wide"),
                     by("STRAT", "rake", raked, "sch.wide"), by("TWO", "design", t, "stype"),
                     by("TWO", "poststratify", post, "stype")))
difference <- function(survey, design, question, column, a, b) {
  unit <- if (question == "AWARDS") 100 else 1
  design <- update(design, y = unit * (if (question == "AWARDS") as.numeric(awards == "Yes") else enroll))
  means <- svyby(~y, as.formula(paste0("~", column)), design, svymean, covmat = TRUE)
  d <- svycontrast(means, list(setNames(c(1, -1), c(a, b))))
  p <- 2 * pnorm(-abs(coef(d) / SE(d)))
  data.frame(survey, question, a, b, change = number(coef(d)), change_se = number(SE(d)), change_p = number(p))
}
write("contrasts.csv", rbind(difference("STRAT", s, "ENROLL", "sch.wide", "Yes", "No"),
                             difference("STRAT", s, "AWARDS", "stype", "H", "M"),
                             difference("TWO", t, "AWARDS", "stype", "H", "E")))
