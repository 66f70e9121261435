#!/bin/sh
# R and its package forecast, from Debian; as root. Only `forecasts --with-r` needs them.
set -e
apt-get update -qq
apt-get install -y -qq --no-install-recommends r-base-core r-cran-forecast
