#!/usr/bin/env bash
# ./test.sh [--fast]   builds everything and runs every test; --fast leaves out tests with the trait Speed=Slow.
# Needs the .NET 10 SDK, Node 20 and Chromium. The build takes the native parts and fonts from npm. Where no Chromium is
# found, by $CHROMIUM or on the path, it is installed by apt-get if we are root; nothing else is installed.
# The last line is "N passed, N failed", with ", N skipped" where some were. Exit code 0 only if tests ran and none failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

filter=()
for argument in "$@"; do
  case "$argument" in
    --fast) filter=(--filter 'Speed!=Slow') ;;
    *) echo "usage: ./test.sh [--fast]" >&2; exit 2 ;;
  esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
results="$PWD/artifacts/test-results"
status=0

# Counts outcomes over the result files: skipped tests are NotExecuted, and whatever else is not Passed has failed.
finish() {
  local outcomes passed skipped failed
  outcomes=$(find "$results" -name '*.trx' -exec grep -ho '<UnitTestResult [^>]*' {} + 2>/dev/null |
    sed -n 's/.* outcome="\([A-Za-z]*\)".*/\1/p')
  read -r passed failed skipped < <(awk '
    /^Passed$/ { p++; next } /^NotExecuted$/ { s++; next } /./ { f++ }
    END { print p + 0, f + 0, s + 0 }' <<< "$outcomes")
  if ((failed > 0)); then status=1; fi
  if ((passed + failed == 0)); then echo "No test ran."; status=1; fi
  if ((skipped > 0)); then echo "$passed passed, $failed failed, $skipped skipped"
  else echo "$passed passed, $failed failed"; fi
  exit "$status"
}

for tool in dotnet node npm; do
  command -v "$tool" > /dev/null || { echo "'$tool' is not on the path. Install the .NET 10 SDK and Node 20."; status=1; }
done
rm -rf "$results"
((status == 0)) || finish

# The pages of charts are tested in a real browser; without one, those tests fail and say so.
has_chromium() {
  [[ -n "${CHROMIUM:-}" && -x "${CHROMIUM:-}" ]] && return
  command -v chromium chromium-browser google-chrome > /dev/null
}
if ! has_chromium && command -v apt-get > /dev/null && ((EUID == 0)); then
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install -y --no-install-recommends chromium; } > /dev/null 2>&1
fi
has_chromium || echo "No Chromium is found: install it ('apt-get install chromium'), or name its executable in CHROMIUM."

# The solution holds every project, the benchmarks too; a test keeps it so.
if ! dotnet build Analytics.sln --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary; then
  echo "The build failed."
  status=1
  finish
fi

for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$project" || continue
  name=$(basename "$project" .csproj)
  dotnet test "$project" --configuration Release --no-build --verbosity quiet "${filter[@]}" \
    --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal"
  code=$?
  if ((code != 0)); then echo "$name ended with code $code."; status=1; fi
done
finish
