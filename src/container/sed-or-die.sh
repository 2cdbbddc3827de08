#!/bin/sh
# sed-or-die PATTERN REPLACEMENT FILE [DELIMITER]: replaces all matches of a basic regular expression in a file, and
# fails where there is none. A file of its own, so that images can take it along; it needs a sh, sed and wc.
set -eu

if [ $# -lt 3 ] || [ $# -gt 4 ]; then
  echo 'usage: sed-or-die PATTERN REPLACEMENT FILE [DELIMITER]' >&2
  exit 2
fi
d=${4:-/}
if [ ! -f "$3" ]; then
  echo "sed-or-die: there is no file $3" >&2
  exit 1
fi
if [ "$(sed -n -e "s$d$1$d&${d}p" "$3" | wc -l)" -eq 0 ]; then
  echo "sed-or-die: nothing in $3 matches $1" >&2
  exit 1
fi
sed -i -e "s$d$1$d$2${d}g" "$3"
