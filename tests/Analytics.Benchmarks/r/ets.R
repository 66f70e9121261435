# Rscript ets.R SERIES.csv PERIOD OUT.csv: chooses a model for each series (columns series, value; rows in order of time),
# writes series, model, loglik, aicc and prints the seconds that ets() took.
suppressMessages(library(forecast))
args <- commandArgs(trailingOnly = TRUE)
data <- read.csv(args[1])
series <- split(data$value, data$series)
invisible(ets(ts(series[[1]], frequency = as.numeric(args[2])))) # warms up
found <- vector("list", length(series))
clock <- proc.time()[["elapsed"]]
for (i in seq_along(series)) found[[i]] <- ets(ts(series[[i]], frequency = as.numeric(args[2])))
seconds <- proc.time()[["elapsed"]] - clock
name <- function(fit) paste0(paste(fit$components[1:3], collapse = ""), if (fit$components[4] == "TRUE") "d" else "")
# A constant series is smoothed without likelihood.
number <- function(value) if (is.null(value) || !is.finite(value)) "" else sprintf("%.10f", value)
write.csv(data.frame(series = names(series), model = sapply(found, name),
  loglik = sapply(found, function(fit) number(fit$loglik)), aicc = sapply(found, function(fit) number(fit$aicc))),
  args[3], row.names = FALSE, quote = FALSE)
cat(seconds, "\n")
