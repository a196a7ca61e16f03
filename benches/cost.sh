#!/usr/bin/env bash
# Prints what this crate costs a program: build time, rebuild time and bytes, each beside the same without the crate.
#
# benches/cost.sh [runs [feature]]      # 5 runs by default, their medians; the default features, and one more
#
# Times are CPU seconds, user and system, of `cargo build --offline`, so fetch the dependencies first. Throw-away crates
# and their target folders are in a temporary folder. For a build, "without us" is our own manifest over an empty
# library and build script: exactly our dependencies and their features.
set -euo pipefail
export LC_ALL=C
unset CARGO_TARGET_DIR CARGO_BUILD_TARGET

library=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${1:-5}
feature=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
    cargo fetch --quiet --manifest-path "$library/Cargo.toml" || echo "offline: using what is fetched already" >&2
    stand_in
    crate user "${feature:+features = [\"$feature\"]}" <<<'fn main() {}'
    crate user-core 'default-features = false' <<<'fn main() {}'
    echo "| cost | ours | without us | difference | ratio |"
    echo "| --- | ---: | ---: | ---: | ---: |"
    cold_builds ""
    cold_builds --release
    rebuilds
    echo
    echo "| stripped release binary that … | bytes | more than without us | of it sections | holds |"
    echo "| --- | ---: | ---: | ---: | --- |"
    binaries
}

# The dependencies alone: our manifest without its programs, tests and benchmarks, over empty sources.
stand_in() {
    mkdir -p "$work/stand-in/src"
    awk '/^\[/ { skip = /^\[\[/ } !skip' "$library/Cargo.toml" >"$work/stand-in/Cargo.toml"
    cp "$library/Cargo.lock" "$work/stand-in/"
    : >"$work/stand-in/src/lib.rs"
    echo 'fn main() {}' >"$work/stand-in/build.rs"
}

# crate <name> <what follows our path, or "none">: a user's crate, its program from standard input.
crate() {
    local folder=$work/$1 dependency=
    [[ $2 == none ]] || dependency="rtc-codes = { path = \"$library\"${2:+, $2} }"
    mkdir -p "$folder/src"
    cat >"$folder/src/main.rs"
    cp "$library/Cargo.lock" "$folder/"
    cat >"$folder/Cargo.toml" <<EOF
[package]
name = "$1"
edition = "2024"

[dependencies]
$dependency

[profile.release]
strip = true

[workspace]
EOF
}

cold_builds() {
    local profile=$1 run name folder
    for name in user user-core stand-in stand-in-core; do : >"$work/$name.seconds"; done
    # The runs take turns, so that a busy machine slows all of them equally.
    for ((run = 0; run < runs; run++)); do
        for name in user user-core stand-in stand-in-core; do
            rm -rf "$work/cold"
            folder=$name
            [[ $name != stand-in-core ]] || folder=stand-in
            cpu "$folder" "$work/cold" $profile \
                $([[ $name != stand-in-core ]] || echo --no-default-features) >>"$work/$name.seconds"
        done
    done
    local ours core theirs their_core
    ours=$(median user) core=$(median user-core) theirs=$(median stand-in) their_core=$(median stand-in-core)
    row "cold build${profile:+, release}, s" "$ours" "$theirs"
    row "cold build${profile:+, release}, no default features, s" "$core" "$their_core"
    row "cold build${profile:+, release}, no default features (ours) beside default, s" "$core" "$ours"
}

rebuilds() {
    local run name features
    for name in rebuild rebuild-without; do
        : >"$work/$name.seconds"
        features=none
        [[ $name != rebuild ]] || features=${feature:+features = [\"$feature\"]}
        crate "$name" "$features" < <(program "$name" 0)
        cpu "$name" "$work/$name.target" >/dev/null
    done
    for ((run = 1; run <= runs * 3; run++)); do
        for name in rebuild rebuild-without; do
            program "$name" "$run" >"$work/$name/src/main.rs"
            cpu "$name" "$work/$name.target" >>"$work/$name.seconds"
        done
    done
    row "rebuild after a change of the user's crate, s" "$(median rebuild)" "$(median rebuild-without)"
}

binaries() {
    local name features
    for name in without linked lookup lookup-zh describe everything-en describe-zh; do
        case $name in
        without) features=none ;;
        *-zh) features="features = [\"zh\"${feature:+, \"$feature\"}]" ;;
        *) features=${feature:+features = [\"$feature\"]} ;;
        esac
        crate "$name" "$features" < <(program "$name" 0)
        cargo build --quiet --offline --release --manifest-path "$work/$name/Cargo.toml" --target-dir "$work/release"
        binary "$name"
    done
}

# program <name> <salt>: takes a domain's position and a number, prints a number and a text.
program() {
    local known=
    case $1 in
    linked) echo 'use rtc_codes as _;' ;;
    lookup | lookup-zh) known='(code.number(), "known")' ;;
    describe | rebuild) known='(code.number(), code.description())' ;;
    describe-zh)
        known='(code.number(), code.text(if number == 0 { rtc_codes::Lang::En } else { rtc_codes::Lang::Zh }).description())'
        ;;
    everything-en)
        known='(code.number(), match domain {
            0 => code.slug(), 1 => code.name(), 2 => code.symbol().unwrap_or(""), 3 => code.cause().unwrap_or(""),
            4 => code.action().unwrap_or(""), 5 => code.note().unwrap_or(""), _ => code.description() })'
        ;;
    esac
    cat <<EOF
fn main() {
    let mut arguments = std::env::args().skip(1);
    let domain: usize = arguments.next().and_then(|text| text.parse().ok()).unwrap_or($2);
    let number: i64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or($2);
    let (found, text) = answer(domain, number);
    println!("{found} {text}");
}

fn answer(domain: usize, number: i64) -> (i32, &'static str) {
EOF
    if [[ $known ]]; then
        cat <<EOF
    let domains = rtc_codes::Domain::ALL;
    match rtc_codes::Code::lookup(domains[domain % domains.len()], number) {
        Some(code) => $known,
        None => (0, "unknown"),
    }
}
EOF
    else
        echo '    if number % 10 == (domain % 10) as i64 { (number as i32, "known") } else { (0, "unknown") }'
        echo '}'
    fi
}

declare -A does=(
    [without]="is without us"
    [linked]="depends on us, uses nothing"
    [lookup]="looks up"
    [lookup-zh]="looks up, feature \`zh\` on"
    [describe]="looks up and describes"
    [everything-en]="reads every text, name, slug and symbol"
    [describe-zh]="looks up and describes, in English and Chinese"
)

# A row of the second table; what the binary holds is found by the texts of one row, \`zego-room\` 104.
binary() {
    local file=$work/release/release/$1 bytes sections holds=
    bytes=$(stat -c %s "$file")
    sections=$(size "$file" | awk 'NR == 2 { print $1 + $2 }')
    if [[ $1 == without ]]; then without_bytes=$bytes without_sections=$sections; fi
    local what text
    while IFS='|' read -r what text; do
        if grep -aqF -- "$text" "$file"; then holds+="${holds:+, }$what"; fi
    done <<'EOF'
descriptions|room does not exist
actions|Correct `RoomId` if it is wrong
slugs|zego-room/room-not-found
names|RoomNotFound
Chinese descriptions|房间不存在
EOF
    echo "| ${does[$1]} | $bytes | $((bytes - without_bytes)) | $((sections - without_sections)) | ${holds:-nothing} |"
}

# cpu <crate> <target folder> [flag…]: the CPU seconds of a build.
cpu() {
    local name=$1 target=$2
    shift 2
    local TIMEFORMAT='%U %S'
    { time cargo build --quiet --offline --manifest-path "$work/$name/Cargo.toml" --target-dir "$target" "$@" 2>"$work/log"; } \
        2>"$work/time" || { cat "$work/log" >&2 && exit 1; }
    awk '{ print $1 + $2 }' "$work/time"
}

median() {
    sort -n "$work/$1.seconds" | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

row() {
    awk -v name="$1" -v ours="$2" -v theirs="$3" \
        'BEGIN { printf "| %s | %.2f | %.2f | %.2f | %.2f |\n", name, ours, theirs, ours - theirs, ours / theirs }'
}

main
