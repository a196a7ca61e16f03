#!/usr/bin/env bash
# Prints how fast `rtc-codes annotate` reads a log, how fast `rg` finds the same numbers in it, and the peak memory.
#
#     benches/annotate.sh [megabytes [runs]]      # by default 1000 megabytes and 5 runs; the medians
#
# It needs rg and GNU time. The log is in a temporary folder and is read from the page cache; one line in 50 has a code.
# rg searches for lines and for numbers, each with all that `annotate` looks for and with the keys alone. It reads the
# file by its name, in memory maps; `annotate` reads it on standard input, as always.
set -euo pipefail
export LC_ALL=C

library=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
megabytes=${1:-1000}
runs=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
    cargo build --quiet --release --features cli --manifest-path "$library/Cargo.toml"
    local target=${CARGO_TARGET_DIR:-$library/target}
    command=$target/release/rtc-codes
    log=$work/log
    block >"$work/block"
    local copies=$((megabytes * 1000000 / $(stat -c %s "$work/block") + 1)) copy
    for ((copy = 0; copy < copies; copy++)); do cat "$work/block"; done >"$log"
    patterns

    rg --version | sed -n 1p
    # With a domain, every number that is found has a line: it is known or called unknown.
    local found annotated
    found=$(rg -ao "$everything" "$log" | wc -l)
    annotated=$("$command" annotate --domain zego-room <"$log" | grep -ac '^  ^ ')
    echo "$(stat -c %s "$log") bytes, $(wc -l <"$log") lines, $found numbers found by rg, $annotated by annotate"
    [[ $found == "$annotated" ]]
    echo
    echo "| | s | GB/s | times the speed of rg | peak memory, MiB |"
    echo "| --- | ---: | ---: | ---: | ---: |"
    local names=("annotate" "annotate --domain zego-room" "annotate, all to a pipe" "rg, lines" "rg, numbers"
        "rg, keys alone, lines" "rg, keys alone, numbers" "rg, counting")
    local run name
    # The runs take turns, so that a busy machine slows all of them equally.
    for ((run = 0; run < runs; run++)); do
        for name in "${names[@]}"; do measure "$name"; done
    done
    for name in "${names[@]}"; do row "$name" "rg, lines"; done
    echo
    for name in "${names[@]:3}"; do
        awk -v name="$name" -v ours="$(median annotate)" -v theirs="$(median "$name")" \
            'BEGIN { printf "annotate has %.2f times the speed of `%s`\n", theirs / ours, name }'
    done
}

# What `annotate` looks for, and the keys alone, as rg reads them.
patterns() {
    local number='-?[1-9][0-9]{0,18}\b' domains
    domains=$(cd "$library/data" && ls | sed -n 's/^\(.*-.*\)\.json$/\1/p' | paste -sd'|')
    keys='(?-u)\b(?:[Cc]ode|[Ee]rrorCode|error_code)(?:\\{0,7}["'\''])?[ \t]{0,16}[:=][ \t]{0,16}(?:\\{0,7}["'\''])?'$number
    everything="$keys|\\b(?:$domains)(?:/|:?[ \\t]{1,16})$number"
}

# About 20 megabytes of log: JSON, key=value and plain lines with time stamps, ports, status codes and successes, and
# one line in 50 with a code.
block() {
    awk 'BEGIN {
        srand(7)
        split("104 100000004 206 5024 1102016 1103999 100003 60008 -2105 -1102 42 503", codes, " ")
        for (line = 0; line < 130000; line++) {
            time = sprintf("2025-01-21T%02d:%02d:%02d.%06dZ", line / 36000 % 24, line / 600 % 60, line / 10 % 60, rand() * 1000000)
            room = "room-" int(rand() * 100000); port = 1024 + int(rand() * 60000); id = sprintf("%09d%09d", rand() * 1e9, rand() * 1e9)
            if (line % 50 == 7) {
                code = codes[1 + int(rand() * 12)]
                kind = int(rand() * 5)
                if (kind == 0) printf "%s ERROR api: request failed errorCode=%s room=%s request_id=%s\n", time, code, room, id
                if (kind == 1) printf "{\"ts\":\"%s\",\"level\":\"error\",\"room\":\"%s\",\"reply\":{\"Code\":%s,\"Message\":\"failed\",\"RequestId\":\"%s\"}}\n", time, room, code, id
                if (kind == 2) printf "{\"ts\":\"%s\",\"level\":\"error\",\"message\":\"reply {\\\"code\\\":\\\"%s\\\",\\\"message\\\":\\\"failed\\\"}\",\"room\":\"%s\"}\n", time, code, room
                if (kind == 3) printf "%s WARN  zego-room %s: sending %s again in 250ms request_id=%s\n", time, 104, room, id
                if (kind == 4) printf "%s ERROR client reported error_code: %s, user=%d room=%s\n", time, code, rand() * 1e6, room
                continue
            }
            kind = int(rand() * 6)
            if (kind == 0) printf "%s INFO  http: POST /v1/rooms/%s 10.2.%d.%d:%d statusCode=200 took=%.3fms trace=%s\n", time, room, rand() * 255, rand() * 255, port, rand() * 90, id
            if (kind == 1) printf "{\"ts\":\"%s\",\"level\":\"info\",\"msg\":\"reply\",\"room\":\"%s\",\"Code\":0,\"Message\":\"success\",\"RequestId\":\"%s\",\"took_ms\":%d}\n", time, room, id, rand() * 90
            if (kind == 2) printf "{\"ts\":\"%s\",\"level\":\"debug\",\"msg\":\"publishing stream\",\"room\":\"%s\",\"user\":\"u%d\",\"codec\":\"H264\",\"width\":1280,\"height\":720,\"fps\":30}\n", time, room, rand() * 1e6
            if (kind == 3) printf "%s INFO  gateway[%d]: connection from 192.168.%d.%d:%d opened, %d in all\n", time, rand() * 65536, rand() * 255, rand() * 255, port, rand() * 5000
            if (kind == 4) printf "Jan 21 10:%02d:%02d host-%d app[%d]: heartbeat user=%d room=%s rtt=%dms loss=0.%02d\n", rand() * 60, rand() * 60, rand() * 40, rand() * 65536, rand() * 1e6, room, rand() * 300, rand() * 100
            if (kind == 5) printf "%s DEBUG decoder: decoded %d frames of stream-%s, encoder queue %d, barcode: %d\n", time, rand() * 900, id, rand() * 20, rand() * 1e6
        }
    }'
}

# Runs one command once and adds its seconds and kibibytes to a file of its own.
measure() {
    case $1 in
    annotate) timed "$1" "$command" annotate <"$log" >/dev/null ;;
    *--domain*) timed "$1" "$command" annotate --domain zego-room <"$log" >/dev/null ;;
    *pipe) timed "$1" "$command" annotate <"$log" | cat >/dev/null ;;
    "rg, lines") timed "$1" rg -a "$everything" "$log" >/dev/null ;;
    "rg, numbers") timed "$1" rg -ao "$everything" "$log" >/dev/null ;;
    "rg, keys alone, lines") timed "$1" rg -a "$keys" "$log" >/dev/null ;;
    "rg, keys alone, numbers") timed "$1" rg -ao "$keys" "$log" >/dev/null ;;
    "rg, counting") timed "$1" rg -ac "$everything" "$log" >/dev/null ;;
    esac
}

timed() {
    local name=$1
    shift
    env time -a -o "$work/$name.times" -f '%e %M' "$@"
}

row() {
    awk -v name="$1" -v seconds="$(median "$1")" -v theirs="$(median "$2")" -v bytes="$(stat -c %s "$log")" \
        -v memory="$(awk '$2 > most { most = $2 } END { print most }' "$work/$1.times")" 'BEGIN {
            printf "| %s | %.2f | %.2f | %.2f | %.1f |\n", name, seconds, bytes / seconds / 1e9, theirs / seconds, memory / 1024 }'
}

median() {
    sort -n "$work/$1.times" | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

main
